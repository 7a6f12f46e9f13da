package chat.maru.tls.listener;

import chat.maru.tls.InsecureStartException;
import chat.maru.tls.TlsSettings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/// Where a service may listen without TLS: on loopback; behind a proxy that terminates it; or where
/// its operator said that the network is closed.
record ListenerRule(TlsSettings settings) {

  /// @param host as the connector has it; null is every address of the machine
  /// @throws InsecureStartException when strangers could read along
  void require(Listener listener, @Nullable String host, boolean tls) {
    if (!tls && !isLoopback(host) && !allowed(listener)) {
      throw new InsecureStartException(
          "the %s listener on %s: plain text (expected: TLS beyond loopback)"
              .formatted(listener.spelled(), host == null ? "all addresses" : host),
          remedy(listener));
    }
  }

  private boolean allowed(Listener listener) {
    boolean proxied = listener == Listener.PUBLIC && !settings.terminatedByProxy().isEmpty();
    return proxied || settings.allowPlaintextListeners().contains(listener);
  }

  private static String remedy(Listener listener) {
    String certificate =
        "Name an SSL bundle with a certificate in %s, or listen on 127.0.0.1"
            .formatted(
                listener == Listener.MANAGEMENT
                    ? "management.server.ssl.bundle"
                    : "server.ssl.bundle");
    String proxy =
        listener == Listener.PUBLIC
            ? ", or name the proxy that terminates TLS in maru.tls.terminated-by-proxy"
            : "";
    return "%s%s. On a closed network maru.tls.allow-plaintext-listeners=%s lets it be plain."
        .formatted(certificate, proxy, listener.spelled());
  }

  private static boolean isLoopback(@Nullable String host) {
    try {
      return host != null && InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false; // the connector itself will say so
    }
  }
}
