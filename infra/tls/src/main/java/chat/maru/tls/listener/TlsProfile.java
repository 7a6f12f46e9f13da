package chat.maru.tls.listener;

import org.eclipse.jetty.util.ssl.SslContextFactory;

/// TLS 1.3 and 1.2, forward secrecy and authenticated encryption only: the recommendations of RFC
/// 9325, with nothing that they leave to old clients. Certificates may be ECDSA (ours are) or RSA.
///
/// Sessions are resumed by the JDK's stateless tickets (TLS 1.3 and RFC 5077), whose keys are of
/// this process and this certificate: behind a load balancer a client that comes to another node
/// makes a full handshake.
final class TlsProfile {
  private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

  private static final String[] SUITES = {
    "TLS_AES_128_GCM_SHA256",
    "TLS_AES_256_GCM_SHA384",
    "TLS_CHACHA20_POLY1305_SHA256",
    "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
    "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
    "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
    "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
    "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
    "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256"
  };

  private TlsProfile() {}

  static void apply(SslContextFactory.Server tls) {
    tls.setIncludeProtocols(PROTOCOLS);
    tls.setExcludeProtocols();
    tls.setIncludeCipherSuites(SUITES);
    tls.setExcludeCipherSuites();
    tls.setRenegotiationAllowed(false);
  }
}
