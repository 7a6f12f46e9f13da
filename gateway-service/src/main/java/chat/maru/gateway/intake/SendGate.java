package chat.maru.gateway.intake;

import chat.maru.gateway.congestion.Congestion;
import chat.maru.gateway.limit.Limit;
import chat.maru.gateway.limit.UserLimits;
import java.util.UUID;

/// What one user's sends must pass beside their order.
interface SendGate {

  /// Takes one of what the sender may send: 0, or the nanoseconds until there is one.
  long nanosUntilAllowed();

  /// Whether the cluster keeps up; if so the send counts. Asked last, so that what is refused for
  /// its sender's sake takes nothing of what others may send (D9).
  boolean admits();

  static SendGate of(UUID user, UserLimits limits, Congestion congestion) {
    return new SendGate() {
      @Override
      public long nanosUntilAllowed() {
        return limits.take(Limit.SENDS, user);
      }

      @Override
      public boolean admits() {
        return congestion.admits();
      }
    };
  }
}
