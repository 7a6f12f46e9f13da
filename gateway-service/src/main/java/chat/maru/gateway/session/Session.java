package chat.maru.gateway.session;

import chat.maru.gateway.frame.Outgoing;
import chat.maru.gateway.frame.ServerFrame;
import chat.maru.gateway.identity.Identity;
import chat.maru.gateway.settings.GatewaySettings.Limits;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// One device of one user on this node. Thread-safe; no method blocks.
public final class Session {
  private final UUID id = UUID.randomUUID();
  private final Socket socket;
  private final Outbox outbox;
  private final SessionMeters meters;
  private final FrameBudget budget;
  private final AtomicReference<@Nullable Closing> closing = new AtomicReference<>();

  private volatile Identity identity; // always of the same user
  private volatile long heardAt; // nanoTime
  private volatile boolean gone;

  long pingedAt; // nanoTime; only Heartbeats
  long closingSince; // nanoTime, 0 until seen closing; only Heartbeats

  /// @param now of [System#nanoTime]
  public Session(Identity identity, Socket socket, Limits limits, SessionMeters meters, long now) {
    this.identity = identity;
    this.socket = socket;
    this.outbox = new Outbox(socket, limits.outboxFrames(), limits.outboxBytes());
    this.budget = new FrameBudget(limits.frames(), limits.refusals());
    this.meters = meters;
    this.heardAt = now;
    this.pingedAt = now;
  }

  public UUID id() {
    return id;
  }

  public UUID userId() {
    return identity.userId();
  }

  public void offer(ServerFrame frame) {
    offer(Outgoing.of(frame));
  }

  /// Queues the frame; a session that can't take it closes itself (D9).
  public void offer(Outgoing frame) {
    meters.out(frame.type());
    outbox.offer(frame).ifPresent(this::close);
  }

  /// Sends `welcome`, then what has come since the session was made.
  public void open(ServerFrame.Welcome welcome) {
    Outgoing first = Outgoing.of(welcome);
    meters.out(first.type());
    outbox.open(first);
  }

  /// Ends the session for this reason unless it ends already.
  public void close(Closing why) {
    if (closing.compareAndSet(null, why)) {
      meters.closed(why);
      outbox.close();
      socket.close(why.code(), why.reason());
    }
  }

  /// The container says that the connection is no more.
  public void ended() {
    gone = true;
    outbox.close();
  }

  /// True as soon as nothing more will be taken from or told to this client.
  public boolean isClosing() {
    return gone || closing.get() != null;
  }

  public boolean isGone() {
    return gone;
  }

  /// True when all that was offered is with the operating system.
  public boolean isFlushed() {
    return outbox.isEmpty();
  }

  public void heard(long now) {
    heardAt = now;
  }

  /// Takes note of a text frame; ends the session when it sends too many of them.
  ///
  /// @param length in characters
  /// @return false when the frame must not be looked at
  public boolean spend(int length) {
    return budget.spend(length) || end();
  }

  /// A frame was refused by a limit, or made no sense; ends the session that goes on like that.
  public void strike() {
    var _ = budget.strike() || end();
  }

  /// Takes note of pings and fragments, which reach no one here. Only [Heartbeats].
  void countFrames() {
    var _ = budget.settle(socket.framesIn()) || end();
  }

  private boolean end() {
    close(Closing.RATE_LIMIT);
    return false;
  }

  /// A fresh token of the same user: the session lives as long as that one and its login.
  public void renew(Identity fresh) {
    identity = fresh;
  }

  /// What a logout ends; that of the newest token.
  public String loginId() {
    return identity.loginId();
  }

  Instant expiresAt() {
    return identity.expiresAt();
  }

  long heardAt() {
    return heardAt;
  }

  void ping() {
    socket.ping();
  }

  /// Drops the connection without a word.
  public void disconnect() {
    socket.disconnect();
  }
}
