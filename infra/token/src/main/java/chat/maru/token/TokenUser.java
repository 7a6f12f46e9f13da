package chat.maru.token;

import chat.maru.contract.id.Ids;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.security.oauth2.jwt.Jwt;

/// Whom a token names.
///
/// @param loginId the token's `sid`, or its subject if it has none: what a logout ends
/// @param displayName what others are shown, as [DisplayName] takes it from the claims
/// @param expiresAt when the token ends
public record TokenUser(UUID userId, String loginId, String displayName, Instant expiresAt) {
  private static final UUID SUBJECTS = UUID.fromString("6d617275-0000-5000-8000-737562000001");

  /// How an issuer's subjects become user ids.
  public enum Naming {
    /// The embedded issuer's subjects are user ids.
    EMBEDDED,
    /// A UUID is taken as it is, since the marketplace may name its lenders by it; any other
    /// subject becomes a version 5 UUID of issuer and subject, the same on every node and for ever
    /// (OpenID Connect Core 1.0, section 5.7: only the two together name a user).
    OUTSIDE;

    /// Empty when the token names nobody or has no end.
    public Optional<TokenUser> userOf(Jwt token) {
      String subject = token.getClaimAsString("sub");
      Instant end = token.getExpiresAt();
      if (subject == null || subject.isBlank() || end == null) {
        return Optional.empty();
      }
      String loginId = Objects.requireNonNullElse(token.getClaimAsString("sid"), subject);
      return userId(String.valueOf(token.getClaimAsString("iss")), subject)
          .map(id -> new TokenUser(id, loginId, DisplayName.of(token, id), end));
    }

    private Optional<UUID> userId(String issuer, String subject) {
      Optional<UUID> asItIs = Ids.parse(subject);
      return asItIs.isPresent() || this == EMBEDDED
          ? asItIs
          : Optional.of(Ids.nameBased(SUBJECTS, issuer + "\n" + subject));
    }
  }
}
