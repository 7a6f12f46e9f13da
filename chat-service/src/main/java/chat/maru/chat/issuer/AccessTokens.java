package chat.maru.chat.issuer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;

/// Makes access tokens: JWTs (RFC 7519) signed with ES256 that live for 15 minutes.
public class AccessTokens {
  public static final Duration LIFE = Duration.ofMinutes(15);

  private final SigningKeys keys;
  private final String issuer;
  private final String audience;
  private final Clock clock;

  AccessTokens(SigningKeys keys, String issuer, String audience, Clock clock) {
    this.keys = keys;
    this.issuer = issuer;
    this.audience = audience;
    this.clock = clock;
  }

  /// @param loginId the token's `sid`: all tokens of one login carry it
  public String issue(UUID userId, String displayName, String loginId) {
    ECKey key = keys.signing();
    JWSHeader header =
        new JWSHeader.Builder(JWSAlgorithm.ES256)
            .type(JOSEObjectType.JWT)
            .keyID(key.getKeyID())
            .build();
    SignedJWT token = new SignedJWT(header, claims(userId, displayName, loginId));
    try {
      token.sign(new ECDSASigner(key));
    } catch (JOSEException e) {
      throw new IllegalStateException("key " + key.getKeyID() + " does not sign", e);
    }
    return token.serialize();
  }

  private JWTClaimsSet claims(UUID userId, String displayName, String loginId) {
    Instant now = clock.instant();
    return new JWTClaimsSet.Builder()
        .issuer(issuer)
        .audience(audience)
        .subject(userId.toString())
        .claim("name", displayName)
        .claim("sid", loginId)
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plus(LIFE)))
        .build();
  }
}
