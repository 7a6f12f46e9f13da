package chat.maru.contract.revocation;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/// Something that changed which tokens of a user are good. It may be told any number of times and
/// in any order: of a user's bans and pardons the greatest `version` is true.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Revocation.LoginEnded.class, name = "login_ended"),
  @JsonSubTypes.Type(value = Revocation.Banned.class, name = "banned"),
  @JsonSubTypes.Type(value = Revocation.Pardoned.class, name = "pardoned")
})
public sealed interface Revocation {

  /// How long the end of a login and a pardon are remembered. No access token may live longer: ours
  /// live for 15 minutes, an outside issuer's must keep to it.
  Duration REMEMBERED = Duration.ofHours(1);

  /// Grows with each one of the same user.
  long version();

  UUID userId();

  Instant madeAt();

  /// A logout, or a refresh token that was used twice: no token of this login is good any more.
  ///
  /// @param loginId the tokens' `sid`
  record LoginEnded(long version, UUID userId, String loginId, Instant madeAt)
      implements Revocation {}

  /// No token of the user is good, whenever it was made, until a pardon.
  record Banned(long version, UUID userId, Instant madeAt) implements Revocation {}

  /// The user's ban is lifted.
  record Pardoned(long version, UUID userId, Instant madeAt) implements Revocation {}
}
