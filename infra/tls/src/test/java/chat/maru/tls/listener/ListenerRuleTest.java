package chat.maru.tls.listener;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.maru.tls.InsecureStartException;
import chat.maru.tls.TlsSettings;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListenerRuleTest {
  private static final Set<String> PROXY = Set.of("10.0.0.7");

  @ParameterizedTest
  @CsvSource({
    "PUBLIC, 127.0.0.1, false",
    "PUBLIC, localhost, false",
    "MANAGEMENT, ::1, false",
    "PUBLIC, 0.0.0.0, true",
    "INTERNAL, , true"
  })
  void loopbackMayBePlainAndTlsMayBeAnywhere(
      Listener listener, @Nullable String host, boolean tls) {
    assertThatCode(() -> rule(Set.of(), Set.of()).require(listener, host, tls))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({"PUBLIC, 0.0.0.0", "PUBLIC,", "INTERNAL, 10.1.2.3", "MANAGEMENT, ::"})
  void plainTextBeyondLoopbackIsRefused(Listener listener, @Nullable String host) {
    assertThatThrownBy(() -> rule(Set.of(), Set.of()).require(listener, host, false))
        .isInstanceOf(InsecureStartException.class)
        .hasMessageContaining("the " + listener.spelled() + " listener on ")
        .hasMessageContaining("(expected: TLS beyond loopback)");
  }

  @ParameterizedTest
  @CsvSource({"PUBLIC, true", "INTERNAL, false", "MANAGEMENT, false"})
  void aProxyInFrontSpeaksForThePublicListenerAlone(Listener listener, boolean allowed) {
    var trial = rule(PROXY, Set.of());
    if (allowed) {
      assertThatCode(() -> trial.require(listener, "0.0.0.0", false)).doesNotThrowAnyException();
    } else {
      assertThatThrownBy(() -> trial.require(listener, "0.0.0.0", false))
          .isInstanceOf(InsecureStartException.class);
    }
  }

  @ParameterizedTest
  @CsvSource({"PUBLIC, false", "INTERNAL, true", "MANAGEMENT, true"})
  void onAClosedNetworkThoseMayBePlainThatAreNamed(Listener listener, boolean allowed) {
    var trial = rule(Set.of(), Set.of(Listener.INTERNAL, Listener.MANAGEMENT));
    if (allowed) {
      assertThatCode(() -> trial.require(listener, null, false)).doesNotThrowAnyException();
    } else {
      assertThatThrownBy(() -> trial.require(listener, null, false))
          .isInstanceOf(InsecureStartException.class);
    }
  }

  private static ListenerRule rule(Set<String> proxies, Set<Listener> plain) {
    return new ListenerRule(
        new TlsSettings(proxies, plain, Set.of(), Duration.ofDays(1), null, null));
  }
}
