package chat.maru.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LivenessTest {
  private final Liveness liveness = new Liveness();

  @Test
  void isAliveFromTheFirstPingThatCameBack() {
    assertThat(liveness.isAlive()).isFalse();
    assertThat(liveness.echo(liveness.next())).contains(Break.START);
    assertThat(liveness.isAlive()).isTrue();
    assertThat(liveness.echo(liveness.next())).isEmpty();
  }

  @Test
  void aLostPingIsMadeGoodWithTheNextOne() {
    liveness.echo(liveness.next());
    liveness.next();
    assertThat(liveness.echo(liveness.next())).contains(Break.LOSS);
    assertThat(liveness.echo(liveness.next())).isEmpty();
  }

  @Test
  void pingsThatComeBackLateButAllAndInOrderBreakNothing() {
    liveness.echo(liveness.next());
    long first = liveness.next();
    long second = liveness.next();
    long third = liveness.next();
    assertThat(liveness.isAlive()).isTrue();
    assertThat(liveness.echo(first)).isEmpty();
    assertThat(liveness.echo(second)).isEmpty();
    assertThat(liveness.echo(third)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void anInterruptionEndsLifeUntilAPingComesBack(Break cause) {
    liveness.echo(liveness.next());
    long underWay = liveness.next();
    liveness.interrupted(cause);
    assertThat(liveness.isAlive()).isFalse();
    assertThat(liveness.echo(underWay)).contains(cause);
    assertThat(liveness.isAlive()).isTrue();
    assertThat(liveness.echo(liveness.next())).isEmpty();
  }

  @Test
  void aBreakKeepsItsFirstCause() {
    liveness.echo(liveness.next());
    liveness.interrupted(Break.CONNECTION);
    liveness.interrupted(Break.LEASE);
    liveness.next();
    assertThat(liveness.echo(liveness.next())).contains(Break.CONNECTION);
  }

  @Test
  void aRepairThatFailedIsTriedAgainWithTheNextPing() {
    assertThat(liveness.echo(liveness.next())).contains(Break.START);
    liveness.interrupted(Break.START);
    assertThat(liveness.isAlive()).isFalse();
    assertThat(liveness.echo(liveness.next())).contains(Break.START);
  }
}
