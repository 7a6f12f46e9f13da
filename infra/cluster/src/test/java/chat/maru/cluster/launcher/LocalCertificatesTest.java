package chat.maru.cluster.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.testkit.tls.Pem;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalCertificatesTest {
  private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

  private @TempDir Path folder;

  @Test
  void theCertificateIsRenewedWhenItIsOldAndItsAuthorityStays() {
    X509Certificate first = certificateAfter(Duration.ZERO);
    X509Certificate authority = authorityAfter(Duration.ZERO);

    assertThat(certificateAfter(Duration.ofDays(59))).isEqualTo(first);
    assertThat(certificateAfter(Duration.ofDays(61))).isNotEqualTo(first);
    assertThat(authorityAfter(Duration.ofDays(61))).isEqualTo(authority);
  }

  private X509Certificate certificateAfter(Duration time) {
    return Pem.certificate(after(time).current().certificate());
  }

  private X509Certificate authorityAfter(Duration time) {
    return Pem.certificate(after(time).current().authority());
  }

  private LocalCertificates after(Duration time) {
    return new LocalCertificates(folder, Clock.fixed(START.plus(time), ZoneOffset.UTC));
  }
}
