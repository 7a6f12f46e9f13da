package chat.maru.testkit.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalAuthorityTest {
  private @TempDir Path folder;

  @Test
  void whatItIssuesIsValidForLoopback() throws Exception {
    CertificateFiles files = authority(folder).issue(Duration.ofDays(1));
    X509Certificate issued = Pem.certificate(files.certificate());

    assertThat(issued.getSigAlgName()).isEqualTo("SHA256withECDSA");
    assertThat(issued.getSubjectAlternativeNames())
        .extracting(name -> name.get(1).toString())
        .containsExactlyInAnyOrder("localhost", "127.0.0.1", "0:0:0:0:0:0:0:1");
    assertThatCode(() -> validate(issued, files)).doesNotThrowAnyException();
  }

  @Test
  void anotherAuthoritysCertificateIsNot() {
    X509Certificate issued =
        Pem.certificate(authority(folder.resolve("one")).issue(Duration.ofDays(1)).certificate());
    CertificateFiles others = authority(folder.resolve("two")).issue(Duration.ofDays(1));

    assertThatThrownBy(() -> validate(issued, others))
        .isInstanceOf(CertPathValidatorException.class);
  }

  /// So its key is of no use against other sites.
  @Test
  void itCanSpeakForLoopbackAlone() {
    X509Certificate own = Pem.certificate(authority(folder).files().authority());

    assertThat(own.getCriticalExtensionOIDs()).contains("2.5.29.30"); // name constraints
    assertThat(own.getBasicConstraints()).isZero(); // no authorities below it
  }

  @Test
  void itStaysWhereItIsAndTellsItsSecretsToNobody() throws Exception {
    authority(folder).issue(Duration.ofDays(1));
    String key = Files.readString(folder.resolve("ca.key"));
    authority(folder).issue(Duration.ofDays(1));

    assertThat(Files.readString(folder.resolve("ca.key"))).isEqualTo(key);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.toList())
          .hasSize(4)
          .allSatisfy(file ->
              assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                  .isEqualTo("rw-------"));
    }
  }

  private static LocalAuthority authority(Path folder) {
    return new LocalAuthority(folder, Clock.systemUTC());
  }

  private static void validate(X509Certificate issued, CertificateFiles trusted) throws Exception {
    X509Certificate authority = Pem.certificate(trusted.authority());
    var parameters = new PKIXParameters(Set.of(new TrustAnchor(authority, null)));
    parameters.setRevocationEnabled(false);
    var path = CertificateFactory.getInstance("X.509").generateCertPath(List.of(issued));
    var _ = CertPathValidator.getInstance("PKIX").validate(path, parameters);
  }
}
