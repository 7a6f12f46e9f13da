package chat.maru.token;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.testkit.issuer.Forgery;
import chat.maru.testkit.issuer.OutsideIssuer;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// D13: the signature itself, whoever's code looks at it.
class VerifiersTest {
  private static final String ORDER_OF_P_256 =
      "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551";

  private final JWK key = OutsideIssuer.ecKey();
  private final String token =
      Forgery.signed(key, new JWTClaimsSet.Builder().subject("somebody").build());

  @Test
  @EnabledOnOs(
      value = OS.LINUX,
      architectures = {"amd64", "aarch64"})
  void machineCodeVerifiesWhereThereIsSome() {
    assertThat(Verifiers.isNative()).isTrue();
  }

  @Test
  void whatTheKeySignedCounts() throws Exception {
    assertThat(verifies(token, key)).isTrue();
  }

  @Test
  void whatAnotherKeySignedDoesNot() throws Exception {
    assertThat(verifies(token, OutsideIssuer.ecKey())).isFalse();
  }

  @Test
  void aSpoiltSignatureDoesNot() throws Exception {
    assertThat(verifies(Forgery.withASpoiltSignature(token), key)).isFalse();
  }

  /// Numbers that are no signature of anything, as CVE-2022-21449 had it for each of all.
  @ParameterizedTest
  @MethodSource
  void numbersOutOfRangeDoNot(byte[] signature) throws Exception {
    String forged =
        token.substring(0, token.lastIndexOf('.') + 1) + Base64URL.encode(signature).toString();
    assertThat(verifies(forged, key)).isFalse();
  }

  static Stream<byte[]> numbersOutOfRangeDoNot() {
    byte[] order = HexFormat.of().parseHex(ORDER_OF_P_256);
    byte[] orders = Arrays.copyOf(order, 64);
    System.arraycopy(order, 0, orders, 32, 32);
    byte[] most = new byte[64];
    Arrays.fill(most, (byte) -1);
    return Stream.of(new byte[64], orders, most, new byte[63]);
  }

  private static boolean verifies(String token, JWK key) throws ParseException, JOSEException {
    SignedJWT signed = SignedJWT.parse(token);
    return signed.verify(
        new Verifiers().createJWSVerifier(signed.getHeader(), key.toECKey().toPublicKey()));
  }
}
