package chat.maru.token;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import java.security.Key;
import java.security.Provider;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Verifies elliptic curve signatures (ES256) with AWS-LC's machine code, which takes a tenth of
/// the JDK's time and is as fast at a node's first handshake as at its thousandth: everybody's
/// comes at once after a restart. Where that code doesn't run the JDK's does.
final class Verifiers extends DefaultJWSVerifierFactory {
  private static final Logger LOG = LoggerFactory.getLogger(Verifiers.class);
  private static final @Nullable Provider NATIVE = load();

  @Override
  public JWSVerifier createJWSVerifier(JWSHeader header, Key key) throws JOSEException {
    JWSVerifier verifier = super.createJWSVerifier(header, key);
    if (verifier instanceof ECDSAVerifier && NATIVE != null) {
      verifier.getJCAContext().setProvider(NATIVE);
    }
    return verifier;
  }

  static boolean isNative() {
    return NATIVE != null;
  }

  private static @Nullable Provider load() {
    Throwable missing = AmazonCorrettoCryptoProvider.INSTANCE.getLoadingError();
    if (missing != null) {
      LOG.warn("Tokens are verified by the JDK, ten times as slow as by AWS-LC", missing);
      return null;
    }
    return AmazonCorrettoCryptoProvider.INSTANCE;
  }
}
