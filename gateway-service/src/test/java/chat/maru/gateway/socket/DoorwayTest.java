package chat.maru.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// D9: a crowd at the door takes its turn.
class DoorwayTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(50);

  @Test
  void whoFindsNoPlaceComesInWhenAnotherLeaves() {
    Doorway doorway = new Doorway(1, 10, LONG);
    assertThat(doorway.comeIn()).isTrue();
    Waiting waiting = new Waiting(doorway);
    waiting.awaitParked();
    doorway.leave();
    assertThat(waiting.cameIn.join()).isTrue();
  }

  @Test
  void whoWaitsTooLongIsSentAway() {
    Doorway doorway = new Doorway(1, 10, SHORT);
    assertThat(doorway.comeIn()).isTrue();
    assertThat(doorway.comeIn()).isFalse();
    doorway.leave();
    assertThat(doorway.comeIn()).isTrue();
  }

  @Test
  void nobodyComesInWhileManySessionsAreBeingOpened() {
    Doorway doorway = new Doorway(2, 1, LONG);
    var session = new CompletableFuture<Void>();
    doorway.opening(session);
    Waiting waiting = new Waiting(doorway);
    waiting.awaitParked();
    session.completeExceptionally(new IllegalStateException("Redis is away"));
    assertThat(waiting.cameIn.join()).isTrue();
  }

  @Test
  void whoIsSentAwayWhileSessionsAreBeingOpenedKeepsNoPlace() {
    Doorway doorway = new Doorway(1, 1, SHORT);
    var session = new CompletableFuture<Void>();
    doorway.opening(session);
    assertThat(doorway.comeIn()).isFalse();
    session.complete(null);
    assertThat(doorway.comeIn()).isTrue();
  }

  private static final class Waiting {
    private final CompletableFuture<Boolean> cameIn = new CompletableFuture<>();
    private final Thread thread;

    Waiting(Doorway doorway) {
      thread = Thread.ofPlatform().daemon().start(() -> cameIn.complete(doorway.comeIn()));
    }

    void awaitParked() {
      await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
      assertThat(cameIn).isNotDone();
    }
  }
}
