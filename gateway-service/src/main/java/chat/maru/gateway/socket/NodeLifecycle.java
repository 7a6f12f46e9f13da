package chat.maru.gateway.socket;

import chat.maru.gateway.delivery.NodeLife;
import chat.maru.gateway.delivery.NodeRounds;
import chat.maru.gateway.frame.ServerFrame;
import chat.maru.gateway.intake.Intake;
import chat.maru.gateway.session.Closing;
import chat.maru.gateway.session.Session;
import chat.maru.gateway.session.Sessions;
import chat.maru.gateway.settings.GatewaySettings.Timing;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Makes this node findable when the web server runs, and drains it before the web server stops
/// (D10): nothing that was taken stays unanswered.
final class NodeLifecycle implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(NodeLifecycle.class);
  private static final Duration FLUSH = Duration.ofSeconds(2);
  private static final Duration PARTING = Duration.ofSeconds(2);
  private static final Duration LOOK = Duration.ofMillis(5);

  private final Gate gate;
  private final NodeRounds rounds;
  private final NodeLife node;
  private final Sessions sessions;
  private final Intake intake;
  private final Timing timing;
  private volatile boolean running;

  NodeLifecycle(
      Gate gate,
      NodeRounds rounds,
      NodeLife node,
      Sessions sessions,
      Intake intake,
      Timing timing) {
    this.gate = gate;
    this.rounds = rounds;
    this.node = node;
    this.sessions = sessions;
    this.intake = intake;
    this.timing = timing;
  }

  @Override
  public void start() {
    rounds.start();
    running = true;
  }

  @Override
  public void stop() {
    running = false;
    gate.close();
    node.drain();
    log.info("Draining {} sessions", sessions.count());
    Returns returns =
        new Returns(sessions.count(), timing.reconnectSpread(), ThreadLocalRandom.current());
    sessions.forEach(session -> session.offer(new ServerFrame.Goaway(returns.nextMillis())));
    await(timing.drain(), () -> intake.open() == 0);
    await(FLUSH, this::isFlushed);
    sessions.forEach(session -> session.close(Closing.RESTART));
    await(PARTING, () -> sessions.count() == 0);
    sessions.forEach(Session::disconnect);
    await(PARTING, () -> sessions.count() == 0);
    rounds.stop();
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  private boolean isFlushed() {
    var flushed = new AtomicBoolean(true);
    sessions.forEach(session -> {
      if (!session.isFlushed()) {
        flushed.set(false);
      }
    });
    return flushed.get();
  }

  private static void await(Duration most, BooleanSupplier reached) {
    long deadline = System.nanoTime() + most.toNanos();
    while (!reached.getAsBoolean() && System.nanoTime() - deadline < 0) {
      LockSupport.parkNanos(LOOK.toNanos());
    }
  }
}
