package chat.maru.testkit.tls;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// A certificate authority for this machine alone (RFC 5280, ECDSA on P-256): its certificate says
/// that it speaks for loopback and nothing else. Who trusts it and heeds that (OpenSSL does, the
/// JDK does not for an authority that it was told to trust) can't be fooled about other sites by
/// somebody who stole its key.
///
/// Keeps `ca.crt` and `ca.key` in a folder, and issues `server.crt` and `server.key` beside them.
public final class LocalAuthority {
  private static final Duration LIFE = Duration.ofDays(3_650);
  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);
  private static final GeneralName[] LOOPBACK = {
    new GeneralName(GeneralName.dNSName, "localhost"),
    new GeneralName(GeneralName.iPAddress, "127.0.0.1"),
    new GeneralName(GeneralName.iPAddress, "::1")
  };
  private static final GeneralName[] LOOPBACK_NETWORKS = {
    new GeneralName(GeneralName.dNSName, "localhost"),
    new GeneralName(GeneralName.iPAddress, "127.0.0.0/8"),
    new GeneralName(GeneralName.iPAddress, "::1/128")
  };

  private final Path folder;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private final PrivateKey key;
  private final X509Certificate certificate;

  /// Made at first use.
  public LocalAuthority(Path folder, Clock clock) {
    this.folder = folder;
    this.clock = clock;
    if (!Files.exists(folder.resolve("ca.key"))) {
      KeyPair pair = pair();
      X509Certificate own = own(pair);
      Pem.write(folder.resolve("ca.crt"), own);
      Pem.write(folder.resolve("ca.key"), pair.getPrivate());
    }
    this.key = Pem.key(folder.resolve("ca.key"));
    this.certificate = Pem.certificate(folder.resolve("ca.crt"));
  }

  /// What was issued last, or would be.
  public CertificateFiles files() {
    return new CertificateFiles(
        folder.resolve("ca.crt"), folder.resolve("server.crt"), folder.resolve("server.key"));
  }

  /// A certificate for a server on loopback, in place of the one before.
  public CertificateFiles issue(Duration life) {
    KeyPair pair = pair();
    X509Certificate issued = issued(pair, life);
    CertificateFiles files = files();
    Pem.write(files.key(), pair.getPrivate());
    Pem.write(files.certificate(), issued);
    return files;
  }

  private X509Certificate own(KeyPair pair) {
    X500Principal name = new X500Principal("CN=Maru local authority " + serial().toString(36));
    var builder = builder(name, name, pair, LIFE);
    try {
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
      builder.addExtension(
          Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
      builder.addExtension(Extension.nameConstraints, true, onlyLoopback());
      builder.addExtension(
          Extension.subjectKeyIdentifier,
          false,
          new JcaX509ExtensionUtils().createSubjectKeyIdentifier(pair.getPublic()));
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
    return signed(builder, pair.getPrivate());
  }

  private X509Certificate issued(KeyPair pair, Duration life) {
    var builder =
        builder(
            certificate.getSubjectX500Principal(),
            new X500Principal("CN=Maru on this machine"),
            pair,
            life);
    try {
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
      builder.addExtension(
          Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
      builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(LOOPBACK));
      builder.addExtension(
          Extension.authorityKeyIdentifier,
          false,
          new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(certificate.getPublicKey()));
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
    return signed(builder, key);
  }

  private JcaX509v3CertificateBuilder builder(
      X500Principal issuer, X500Principal subject, KeyPair pair, Duration life) {
    Instant now = clock.instant();
    return new JcaX509v3CertificateBuilder(
        issuer,
        serial(),
        Date.from(now.minus(CLOCKS_DIFFER)),
        Date.from(now.plus(life)),
        subject,
        pair.getPublic());
  }

  private BigInteger serial() {
    return new BigInteger(159, random).setBit(0);
  }

  private static NameConstraints onlyLoopback() {
    var permitted = new GeneralSubtree[LOOPBACK_NETWORKS.length];
    for (int i = 0; i < permitted.length; i++) {
      permitted[i] = new GeneralSubtree(LOOPBACK_NETWORKS[i]);
    }
    return new NameConstraints(permitted, null);
  }

  private static KeyPair pair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static X509Certificate signed(JcaX509v3CertificateBuilder builder, PrivateKey key) {
    try {
      return new JcaX509CertificateConverter()
          .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key)));
    } catch (OperatorCreationException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
