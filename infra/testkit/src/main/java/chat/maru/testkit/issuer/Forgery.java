package chat.maru.testkit.issuer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.factories.DefaultJWSSignerFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Tokens as one likes them, good and bad.
public final class Forgery {
  private Forgery() {}

  /// As an honest issuer would.
  public static String signed(JWK key, JWTClaimsSet claims) {
    return signed(key, JOSEObjectType.JWT, claims);
  }

  public static String signed(JWK key, JOSEObjectType type, JWTClaimsSet claims) {
    try {
      JWSAlgorithm algorithm = JWSAlgorithm.parse(key.getAlgorithm().getName());
      return signed(
          new JWSHeader.Builder(algorithm).keyID(key.getKeyID()).type(type).build(),
          new DefaultJWSSignerFactory().createJWSSigner(key),
          claims);
    } catch (JOSEException e) {
      throw new IllegalArgumentException("key " + key.getKeyID() + " does not sign", e);
    }
  }

  /// `alg:none`.
  public static String unsigned(JWTClaimsSet claims) {
    return new PlainJWT(claims).serialize();
  }

  /// HS256 with the public key for a secret: the classic confusion of algorithms (RFC 8725, section
  /// 2.1).
  ///
  /// @param asText the key's PEM form, as is most often tried; else its JWK form
  public static String withThePublicKeyAsSecret(JWK key, boolean asText, JWTClaimsSet claims) {
    try {
      byte[] secret =
          asText
              ? pem(((AsymmetricJWK) key).toPublicKey().getEncoded())
              : key.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8);
      return signed(
          new JWSHeader.Builder(JWSAlgorithm.HS256)
              .keyID(key.getKeyID())
              .type(JOSEObjectType.JWT)
              .build(),
          new MACSigner(secret),
          claims);
    } catch (JOSEException e) {
      throw new IllegalArgumentException("key " + key.getKeyID() + " is no secret", e);
    }
  }

  /// Signed by a key that came along in the header, as `jwk` (RFC 7515, section 4.1.3).
  ///
  /// @param kid of a key that is trusted
  public static String withItsOwnKey(JWK own, String kid, JWTClaimsSet claims) {
    try {
      JWSAlgorithm algorithm = JWSAlgorithm.parse(own.getAlgorithm().getName());
      return signed(
          new JWSHeader.Builder(algorithm).keyID(kid).jwk(own.toPublicJWK()).build(),
          new DefaultJWSSignerFactory().createJWSSigner(own),
          claims);
    } catch (JOSEException e) {
      throw new IllegalArgumentException("key " + own.getKeyID() + " does not sign", e);
    }
  }

  /// Other claims under the same signature.
  public static String withClaims(String token, JWTClaimsSet claims) {
    String[] parts = token.split("\\.");
    String payload =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(claims.toString().getBytes(StandardCharsets.UTF_8));
    return parts[0] + "." + payload + "." + parts[2];
  }

  /// One bit of the signature is another.
  public static String withASpoiltSignature(String token) {
    int dot = token.lastIndexOf('.');
    byte[] signature = Base64.getUrlDecoder().decode(token.substring(dot + 1));
    signature[signature.length / 2] ^= 1;
    return token.substring(0, dot + 1)
        + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
  }

  private static String signed(JWSHeader header, JWSSigner signer, JWTClaimsSet claims)
      throws JOSEException {
    SignedJWT token = new SignedJWT(header, claims);
    token.sign(signer);
    return token.serialize();
  }

  private static byte[] pem(byte[] key) {
    String text =
        "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n"
            .formatted(Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key));
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
