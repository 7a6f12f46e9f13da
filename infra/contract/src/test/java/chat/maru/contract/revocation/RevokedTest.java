package chat.maru.contract.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RevokedTest {
  private static final Instant THEN = Instant.parse("2026-11-22T06:00:00Z");
  private static final UUID MINJI = UUID.randomUUID();
  private static final UUID HANEUL = UUID.randomUUID();

  private final Revoked revoked = new Revoked();

  /// What was told, and whether Minji's login on the phone, her login on the laptop and Haneul's
  /// login of the same name are refused then.
  static Stream<Arguments> tellings() {
    return Stream.of(
        told("nothing", false, false, false),
        told("a logout is of one login", true, false, false, ended(1)),
        told("told twice", true, false, false, ended(1), ended(1)),
        told("a ban is of all logins", true, true, false, banned(1)),
        told("a pardon", false, false, false, banned(1), pardoned(2)),
        told("a pardon told first", false, false, false, pardoned(2), banned(1)),
        told("a ban again", true, true, false, banned(1), pardoned(2), banned(3)),
        told("the first ban told last", true, true, false, banned(3), pardoned(2), banned(1)),
        told("a pardon brings no login back", true, false, false, ended(1), banned(2), pardoned(3)),
        told("of somebody never banned", false, false, false, pardoned(1)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("tellings")
  void whoseTokensAreRefused(
      String what, boolean phone, boolean laptop, boolean haneul, List<Revocation> told) {
    told.forEach(revoked::add);
    assertThat(revoked.covers(MINJI, "phone")).isEqualTo(phone);
    assertThat(revoked.covers(MINJI, "laptop")).isEqualTo(laptop);
    assertThat(revoked.covers(HANEUL, "phone")).isEqualTo(haneul);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("tellings")
  void newsIsTheSameAsWhatIsToldOneByOne(
      String what, boolean phone, boolean laptop, boolean haneul, List<Revocation> told) {
    revoked.learn(new RevocationNews(1, false, told));
    revoked.learn(new RevocationNews(1, false, told));
    assertThat(revoked.covers(MINJI, "phone")).isEqualTo(phone);
    assertThat(revoked.covers(MINJI, "laptop")).isEqualTo(laptop);
    assertThat(revoked.covers(HANEUL, "phone")).isEqualTo(haneul);
  }

  @Test
  void completeNewsTakesThePlaceOfAllThatWasKnown() {
    revoked.add(banned(9)); // by a database that has forgotten it since
    revoked.learn(new RevocationNews(1, true, List.of(ended(1))));
    assertThat(revoked.covers(MINJI, "laptop")).isFalse();
    assertThat(revoked.covers(MINJI, "phone")).isTrue();
  }

  @Test
  void theEndOfALoginIsForgottenWithItsLastTokenAndABanNever() {
    revoked.add(ended(1));
    revoked.add(banned(2));
    revoked.forget(THEN.plus(Revocation.REMEMBERED).plus(Duration.ofDays(1)));
    assertThat(revoked.covers(MINJI, "laptop")).isTrue();
    revoked.add(pardoned(3));
    assertThat(revoked.covers(MINJI, "phone")).isFalse();
  }

  @Test
  void aPardonIsRememberedWhileTheBanMayStillBeTold() {
    revoked.add(pardoned(2));
    revoked.forget(THEN.plus(Revocation.REMEMBERED));
    revoked.add(banned(1));
    assertThat(revoked.covers(MINJI, "phone")).isFalse();
  }

  private static Arguments told(
      String what, boolean phone, boolean laptop, boolean haneul, Revocation... told) {
    return Arguments.of(what, phone, laptop, haneul, List.of(told));
  }

  private static Revocation ended(long version) {
    return new Revocation.LoginEnded(version, MINJI, "phone", THEN);
  }

  private static Revocation banned(long version) {
    return new Revocation.Banned(version, MINJI, THEN);
  }

  private static Revocation pardoned(long version) {
    return new Revocation.Pardoned(version, MINJI, THEN);
  }
}
