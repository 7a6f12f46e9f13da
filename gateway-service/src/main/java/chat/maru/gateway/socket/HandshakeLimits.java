package chat.maru.gateway.socket;

import chat.maru.contract.error.ErrorCode;
import chat.maru.gateway.identity.Verdict;
import chat.maru.gateway.limit.AddressLimits;
import chat.maru.gateway.limit.UserLimits;
import chat.maru.gateway.session.Sessions;
import chat.maru.limits.address.ClientAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/// Whether one more handshake is looked at, and then, whether its user may have one more session.
///
/// @param doorway how many are looked at at once
record HandshakeLimits(
    AddressLimits addresses, UserLimits users, Sessions sessions, Doorway doorway) {

  /// Before anything is spent on the handshake.
  Optional<Verdict> refusal(ClientAddress address) {
    return refusal(addresses.connect(address));
  }

  /// Known now is whose it is.
  Verdict judge(Verdict verdict) {
    if (verdict instanceof Verdict.Known(var identity)) {
      UUID user = identity.userId();
      return refusal(users.connect(user, sessions.of(user).size())).orElse(verdict);
    }
    return verdict;
  }

  private static Optional<Verdict> refusal(Duration wait) {
    return wait.isZero()
        ? Optional.empty()
        : Optional.of(new Verdict.Refused(ErrorCode.RATE_LIMITED, wait));
  }
}
