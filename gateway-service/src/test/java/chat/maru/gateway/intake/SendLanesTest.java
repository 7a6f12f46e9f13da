package chat.maru.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.contract.error.ErrorCode;
import chat.maru.gateway.frame.ClientFrame.Send;
import chat.maru.gateway.frame.ClientFrame.ToRoom;
import chat.maru.gateway.identity.Identity;
import chat.maru.gateway.intake.Lane.Admission;
import chat.maru.gateway.session.Session;
import chat.maru.gateway.session.SessionMeters;
import chat.maru.gateway.session.SilentSocket;
import chat.maru.gateway.settings.GatewaySettings.Limits;
import chat.maru.gateway.trace.Traces;
import chat.maru.limits.rate.Rate;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SendLanesTest {
  private static final Limits LIMITS = new Limits(8, 1_000, 3, 1_000, 2, 5, Rate.OFF, Rate.OFF);
  private static final Admission RETRY_IN_ORDER = new Admission.Refused(ErrorCode.RETRY_IN_ORDER);
  private static final Admission RATE_LIMITED = new Admission.Refused(ErrorCode.RATE_LIMITED);

  private final Session session =
      new Session(
          new Identity(UUID.randomUUID(), "login", Instant.MAX),
          new SilentSocket(),
          LIMITS,
          new SessionMeters(new SimpleMeterRegistry()),
          0);
  private final Traces traces = new Traces(Tracer.NOOP, Propagator.NOOP, 0);
  private final AtomicLong wait = new AtomicLong();
  private final AtomicBoolean keepsUp = new AtomicBoolean(true);
  private final AtomicInteger counted = new AtomicInteger();
  private final AtomicInteger asked = new AtomicInteger();
  private final SendLanes lanes = new SendLanes(LIMITS, new Gate());
  private final UUID room = UUID.randomUUID();
  private final Pending a = send(room);
  private final Pending b = send(room);
  private final Pending c = send(room);

  @Test
  void oneIsOutAndTheOthersFollowInOrder() {
    assertThat(lanes.admit(a)).isEqualTo(Admission.Start.NOW);
    assertThat(lanes.admit(b)).isEqualTo(Admission.Waiting.BEHIND_OTHERS);
    assertThat(lanes.admit(c)).isEqualTo(Admission.Waiting.BEHIND_OTHERS);
    assertThat(lanes.answered(a, true).next()).isEqualTo(b);
    assertThat(lanes.answered(b, true).next()).isEqualTo(c);
    assertThat(lanes.answered(c, true).next()).isNull();
  }

  @Test
  void roomsDoNotWaitForEachOther() {
    assertThat(lanes.admit(a)).isEqualTo(Admission.Start.NOW);
    assertThat(lanes.admit(send(UUID.randomUUID()))).isEqualTo(Admission.Start.NOW);
  }

  @Test
  void whatWasNotAcceptedComesAgainBeforeAnythingElse() {
    lanes.admit(a);
    lanes.admit(b);
    assertThat(lanes.answered(a, false).refused()).containsExactly(b);
    assertThat(lanes.admit(b)).isEqualTo(RETRY_IN_ORDER);
    assertThat(lanes.admit(c)).isEqualTo(RETRY_IN_ORDER);
    assertThat(lanes.admit(a)).isEqualTo(Admission.Start.NOW);
    assertThat(lanes.admit(b)).isEqualTo(Admission.Waiting.BEHIND_OTHERS);
    assertThat(lanes.answered(a, false).refused()).containsExactly(b);
    assertThat(lanes.admit(b)).isEqualTo(RETRY_IN_ORDER);
    assertThat(lanes.admit(a)).isEqualTo(Admission.Start.NOW);
    assertThat(lanes.answered(a, true).next()).isNull();
    assertThat(lanes.admit(b)).isEqualTo(Admission.Start.NOW);
  }

  @Test
  void d4WhatTheClientNeedNotRepeatBecauseItSawItStoredHoldsTheOthersBackForHalfAMinute() {
    long halfAMinute = Lane.GIVEN_UP.toNanos();
    lanes.admit(a);
    lanes.answered(a, false);
    assertThat(lanes.admit(later(b, halfAMinute - 1))).isEqualTo(RETRY_IN_ORDER);
    assertThat(lanes.admit(later(b, halfAMinute))).isEqualTo(Admission.Start.NOW);
    assertThat(lanes.admit(later(c, halfAMinute))).isEqualTo(Admission.Waiting.BEHIND_OTHERS);
  }

  @Test
  void whatDidNotFitComesAgainBeforeWhatFollowedIt() {
    lanes.admit(a);
    for (int i = 0; i < 3; i++) {
      assertThat(lanes.admit(send(room))).isEqualTo(Admission.Waiting.BEHIND_OTHERS);
    }
    assertThat(lanes.admit(b)).isEqualTo(RATE_LIMITED);
    assertThat(lanes.admit(c)).isEqualTo(RETRY_IN_ORDER);
    lanes.answered(a, true);
    assertThat(lanes.admit(c)).isEqualTo(RETRY_IN_ORDER);
    assertThat(lanes.admit(b)).isEqualTo(Admission.Waiting.BEHIND_OTHERS);
  }

  @Test
  void d4WhatIsOverTheSendersLimitComesAgainBeforeWhatFollowedIt() {
    lanes.admit(a);
    wait.set(7);
    assertThat(lanes.admit(b)).isEqualTo(new Admission.OverLimit(7));
    wait.set(0);
    assertThat(lanes.admit(c)).isEqualTo(RETRY_IN_ORDER);
    lanes.answered(a, true);
    assertThat(lanes.admit(c)).isEqualTo(RETRY_IN_ORDER);
    wait.set(5);
    assertThat(lanes.admit(b)).isEqualTo(new Admission.OverLimit(5));
    assertThat(lanes.admit(c)).isEqualTo(RETRY_IN_ORDER);
    wait.set(0);
    assertThat(lanes.admit(b)).isEqualTo(Admission.Start.NOW);
    assertThat(lanes.admit(c)).isEqualTo(Admission.Waiting.BEHIND_OTHERS);
  }

  @Test
  void d4WhatWasNotAcceptedStaysBeforeWhatIsOverTheLimit() {
    lanes.admit(a);
    wait.set(7);
    lanes.admit(b);
    wait.set(0);
    lanes.answered(a, false);
    assertThat(lanes.admit(b)).isEqualTo(RETRY_IN_ORDER);
    assertThat(lanes.admit(a)).isEqualTo(Admission.Start.NOW);
    assertThat(lanes.admit(b)).isEqualTo(Admission.Waiting.BEHIND_OTHERS);
  }

  @Test
  void d4WhatIsRefusedInACongestionComesAgainBeforeWhatFollowedIt() {
    keepsUp.set(false);
    assertThat(lanes.admit(a)).isEqualTo(Admission.Congested.NOW);
    keepsUp.set(true);
    assertThat(lanes.admit(b)).isEqualTo(RETRY_IN_ORDER);
    assertThat(lanes.admit(a)).isEqualTo(Admission.Start.NOW);
    assertThat(lanes.admit(b)).isEqualTo(Admission.Waiting.BEHIND_OTHERS);
  }

  @Test
  void d9WhatIsRefusedForItsSendersSakeTakesNothingOfWhatTheClusterCarries() {
    wait.set(7);
    lanes.admit(a);
    assertThat(counted).hasValue(0);
    wait.set(0);
    for (Pending send : List.of(a, b, c, send(room), send(room))) {
      lanes.admit(send);
    }
    assertThat(counted).hasValue(4); // the fifth did not fit
    lanes.admit(send(room));
    assertThat(counted).hasValue(4);
  }

  @Test
  void aSendThatMustWaitForAnotherTakesNothingOfTheLimit() {
    lanes.admit(a);
    lanes.answered(a, false);
    asked.set(0);
    lanes.admit(b);
    assertThat(asked).hasValue(0);
    lanes.admit(a);
    assertThat(asked).hasValue(1);
  }

  @Test
  void aLaneIsGoneWhenNothingIsOpen() {
    for (int i = 0; i < 10; i++) {
      Pending other = send(UUID.randomUUID());
      assertThat(lanes.admit(other)).isEqualTo(Admission.Start.NOW);
      lanes.answered(other, true);
    }
    lanes.admit(a);
    lanes.admit(send(UUID.randomUUID()));
    assertThat(lanes.admit(send(UUID.randomUUID()))).isEqualTo(RATE_LIMITED);
  }

  @Test
  void whatIsOwedAndWasGivenUpMakesRoomForOtherRooms() {
    Pending other = send(UUID.randomUUID());
    lanes.admit(a);
    lanes.answered(a, false);
    lanes.admit(other);
    lanes.answered(other, false);
    Pending third = send(UUID.randomUUID());
    assertThat(lanes.admit(later(third, Lane.GIVEN_UP.toNanos() - 1))).isEqualTo(RATE_LIMITED);
    assertThat(lanes.admit(later(third, Lane.GIVEN_UP.toNanos()))).isEqualTo(Admission.Start.NOW);
  }

  @Test
  void waitingTextsAreBoundedInBytes() {
    lanes.admit(a);
    assertThat(lanes.admit(send(room, "x".repeat(900)))).isEqualTo(Admission.Waiting.BEHIND_OTHERS);
    assertThat(lanes.admit(send(room, "x".repeat(900)))).isEqualTo(RATE_LIMITED);
  }

  @Test
  void nothingStartsAfterTheClientIsGone() {
    lanes.admit(a);
    lanes.admit(b);
    lanes.close();
    assertThat(lanes.answered(a, true).next()).isNull();
  }

  private final class Gate implements SendGate {
    @Override
    public boolean admits() {
      counted.incrementAndGet();
      return keepsUp.get();
    }

    @Override
    public long nanosUntilAllowed() {
      asked.incrementAndGet();
      return wait.get();
    }
  }

  private static Pending later(Pending send, long nanos) {
    return new Pending(
        send.session(), send.lanes(), send.send(), send.roomId(), nanos, send.trace());
  }

  private Pending send(UUID roomId) {
    return send(roomId, "hi");
  }

  private Pending send(UUID roomId, String text) {
    UUID id = UUID.randomUUID();
    var send = new Send(id.toString(), id, new ToRoom(roomId), text);
    return new Pending(session, lanes, send, roomId, 0, traces.send(roomId));
  }
}
