package chat.maru.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LivenessTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final Liveness liveness = new Liveness(0);

  @Test
  void isAliveFromTheFirstPingThatCameBack() {
    assertThat(liveness.isAlive()).isFalse();
    long first = liveness.next(0);
    liveness.echo(first, 1);
    assertThat(liveness.isAlive()).isTrue();
    assertThat(liveness.echo(liveness.next(SECOND), SECOND)).isEmpty();
  }

  @Test
  void aLostPingIsMadeGoodWithTheNextOne() {
    liveness.echo(liveness.next(0), 0);
    liveness.next(SECOND);
    assertThat(liveness.echo(liveness.next(2 * SECOND), 2 * SECOND)).contains(Break.LOSS);
  }

  @Test
  void aLatePingIsMadeGood() {
    liveness.echo(liveness.next(0), 0);
    long late = liveness.next(SECOND);
    assertThat(liveness.echo(late, 3 * SECOND)).contains(Break.SILENCE);
  }

  @Test
  void silenceAndInterruptionsEndLifeUntilAPingComesBack() {
    liveness.echo(liveness.next(0), 0);
    liveness.next(3 * SECOND);
    assertThat(liveness.isAlive()).isFalse();
    assertThat(liveness.echo(2, 3 * SECOND)).contains(Break.SILENCE);
    liveness.interrupted(Break.LEASE);
    assertThat(liveness.isAlive()).isFalse();
    assertThat(liveness.echo(liveness.next(4 * SECOND), 4 * SECOND)).contains(Break.LEASE);
    assertThat(liveness.echo(liveness.next(5 * SECOND), 5 * SECOND)).isEmpty();
  }

  @Test
  void aBreakKeepsItsFirstCause() {
    assertThat(liveness.echo(liveness.next(0), 0)).contains(Break.START);
    liveness.interrupted(Break.CONNECTION);
    liveness.interrupted(Break.LEASE);
    liveness.next(3 * SECOND);
    assertThat(liveness.echo(2, 3 * SECOND)).contains(Break.CONNECTION);
  }
}
