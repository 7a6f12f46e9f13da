package chat.maru.cluster.client.wire;

import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/// Whose certificates a client believes. A certificate must be for the host that was asked for,
/// too.
public final class Trust {
  /// The authorities that the JVM trusts.
  public static final Trust OF_THE_JVM = new Trust(null);

  private final SSLContext forHttp;
  private final SslContext forSockets;
  private final @Nullable AtomicInteger strangers;

  private Trust(SSLContext forHttp, SslContext forSockets, @Nullable AtomicInteger strangers) {
    this.forHttp = forHttp;
    this.forSockets = forSockets;
    this.strangers = strangers;
  }

  private Trust(@Nullable KeyStore authorities) {
    try {
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(authorities);
      forHttp = SSLContext.getInstance("TLS");
      forHttp.init(null, trust.getTrustManagers(), null);
      forSockets = SslContextBuilder.forClient().trustManager(trust).build();
      strangers = null;
    } catch (GeneralSecurityException | SSLException e) {
      throw new IllegalStateException("no TLS here", e);
    }
  }

  /// @param authorities files with one certificate each (PEM), of which any may have signed
  public static Trust in(List<Path> authorities) {
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      CertificateFactory certificates = CertificateFactory.getInstance("X.509");
      for (Path file : authorities) {
        try (InputStream in = Files.newInputStream(file)) {
          store.setCertificateEntry(file.toString(), certificates.generateCertificate(in));
        }
      }
      return new Trust(store);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("authorities: " + authorities + " (expected: PEM)", e);
    }
  }

  /// The same for sockets of different devices in one process: none resumes another's TLS session,
  /// so that each pays for a whole handshake.
  public Trust amongStrangers() {
    return new Trust(forHttp, forSockets, new AtomicInteger());
  }

  public HttpClient.Builder http() {
    return HttpClient.newBuilder().sslContext(forHttp);
  }

  public SSLContext context() {
    return forHttp;
  }

  /// The JDK keeps sessions by host and what it is told to be the port.
  SslHandler of(SocketChannel channel, URI url) {
    int session = strangers == null ? url.getPort() : strangers.incrementAndGet();
    return forSockets.newHandler(channel.alloc(), url.getHost(), session);
  }
}
