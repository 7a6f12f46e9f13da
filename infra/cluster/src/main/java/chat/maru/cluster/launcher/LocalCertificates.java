package chat.maru.cluster.launcher;

import chat.maru.testkit.tls.CertificateFiles;
import chat.maru.testkit.tls.LocalAuthority;
import chat.maru.testkit.tls.Pem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/// The certificate of a cluster with TLS. Its authority stays with the data, so a browser that
/// trusts it once goes on doing so; the certificate is renewed when a launcher finds it old.
record LocalCertificates(Path folder, Clock clock) {
  private static final Duration LIFE = Duration.ofDays(90);
  private static final Duration OLD = Duration.ofDays(30);

  CertificateFiles current() {
    var authority = new LocalAuthority(folder, clock);
    return isFresh(authority.files()) ? authority.files() : authority.issue(LIFE);
  }

  private boolean isFresh(CertificateFiles files) {
    return Files.exists(files.certificate())
        && Pem.certificate(files.certificate())
            .getNotAfter()
            .toInstant()
            .isAfter(clock.instant().plus(OLD));
  }
}
