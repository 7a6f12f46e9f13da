package chat.maru.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.maru.contract.error.ErrorCode;
import chat.maru.gateway.frame.ServerFrame.Welcome;
import chat.maru.gateway.identity.Identity;
import chat.maru.gateway.identity.Verdict;
import chat.maru.gateway.session.Session;
import chat.maru.gateway.session.SessionMeters;
import chat.maru.gateway.session.SilentSocket;
import chat.maru.gateway.settings.GatewaySettings.Limits;
import chat.maru.limits.rate.Rate;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class RenewalsTest {
  private static final Limits LIMITS = new Limits(8, 1_000, 3, 1_000, 2, 5, Rate.OFF, Rate.OFF);

  private final UUID user = UUID.randomUUID();
  private final Identity fresh = new Identity(user, "login", Instant.MAX);
  private final AtomicReference<Consumer<String>> device = new AtomicReference<>(_ -> {});
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final List<String> judged = new CopyOnWriteArrayList<>();
  private final Session session =
      new Session(
          new Identity(user, "login", Instant.EPOCH),
          new TellingSocket(text -> device.get().accept(text)),
          LIMITS,
          new SessionMeters(new SimpleMeterRegistry()),
          0);
  private final Renewals.Desk desk = new Renewals(this::judge, _ -> {}, _ -> 0).desk(session);

  /// D14: a device that answers a refusal with a good token at once is not too fast.
  @Test
  void whoIsRefusedMayComeWithAnotherTokenAtOnce() {
    session.open(new Welcome(user, session.id(), "gateway-1", 30, Instant.EPOCH));
    device.set(text -> {
      told.add(text);
      desk.take("good");
    });
    desk.take("bad");
    await().untilAsserted(() -> assertThat(judged).containsExactly("bad", "good"));
    assertThat(told).singleElement().asString().contains("unauthenticated");
  }

  private Verdict judge(String token) {
    judged.add(token);
    return token.equals("good")
        ? new Verdict.Known(fresh)
        : Verdict.refused(ErrorCode.UNAUTHENTICATED);
  }

  /// Hands the device what is written.
  private static final class TellingSocket extends SilentSocket {
    private final Consumer<String> device;

    TellingSocket(Consumer<String> device) {
      this.device = device;
    }

    @Override
    public void send(String text, Written written) {
      device.accept(text);
      written.done(true);
    }
  }
}
