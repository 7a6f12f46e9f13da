package chat.maru.tls.listener;

import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ssl.SslBundle;

/// Takes a changed bundle into a listener that runs: handshakes from then on see the new
/// certificate, connections that are open stay. Boot does that for Tomcat and Netty, not for Jetty.
///
/// A bundle that does not fit together leaves the old certificate where it is and an error in the
/// log.
record CertificateReload(Listener listener, SslContextFactory.Server tls) {
  private static final Logger log = LoggerFactory.getLogger(CertificateReload.class);

  void take(SslBundle bundle) {
    try {
      tls.reload(changing -> {
        changing.setKeyStore(bundle.getStores().getKeyStore());
        changing.setTrustStore(bundle.getStores().getTrustStore());
      });
      log.info("The {} listener shows a new certificate", listener.spelled());
    } catch (Exception e) {
      log.error("The {} listener keeps its old certificate", listener.spelled(), e);
    }
  }
}
