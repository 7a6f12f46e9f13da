package chat.maru.gateway.intake;

import chat.maru.gateway.congestion.Congestion;
import chat.maru.gateway.limit.Limit;
import chat.maru.gateway.limit.UserLimits;
import java.util.UUID;

/// What one user's sends must pass beside their order.
interface SendGate {

  /// Whether the cluster keeps up; if so the send counts.
  boolean admits();

  /// Takes one of what the sender may send: 0, or the nanoseconds until there is one.
  long nanosUntilAllowed();

  static SendGate of(UUID user, UserLimits limits, Congestion congestion) {
    return new SendGate() {
      @Override
      public boolean admits() {
        return congestion.admits();
      }

      @Override
      public long nanosUntilAllowed() {
        return limits.take(Limit.SENDS, user);
      }
    };
  }
}
