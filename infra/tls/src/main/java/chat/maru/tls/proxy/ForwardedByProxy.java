package chat.maru.tls.proxy;

import java.net.InetSocketAddress;
import java.util.List;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.ForwardedRequestCustomizer;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/// Believes `X-Forwarded-For` and `X-Forwarded-Proto` when a proxy of ours sends them, and nobody
/// else.
///
/// Most proxies append to what a client made up, so the client is the last address that is not a
/// proxy's, where Jetty alone would take the first. Nothing else about a request can be forwarded:
/// not host, port or prefix.
public final class ForwardedByProxy implements HttpConfiguration.Customizer {
  private static final List<String> FORWARDED =
      List.of(
          "Forwarded",
          "X-Forwarded-For",
          "X-Forwarded-Host",
          "X-Forwarded-Port",
          "X-Forwarded-Prefix",
          "X-Forwarded-Proto",
          "X-Forwarded-Server",
          "X-Forwarded-Ssl",
          "X-Proxied-Https",
          "Proxy-auth-cert",
          "Proxy-ssl-id");

  private final TrustedProxies proxies;
  private final ForwardedRequestCustomizer forwarded = new ForwardedRequestCustomizer();

  public ForwardedByProxy(TrustedProxies proxies) {
    this.proxies = proxies;
  }

  @Override
  public Request customize(Request request, HttpFields.Mutable answer) {
    return request.getConnectionMetaData().getRemoteSocketAddress()
                instanceof InetSocketAddress peer
            && proxies.contains(peer.getAddress())
        ? forwarded.customize(new Believed(request), answer)
        : request;
  }

  private final class Believed extends Request.Wrapper {
    private final HttpFields headers;

    Believed(Request request) {
      super(request);
      HttpFields.Mutable kept = HttpFields.build(request.getHeaders());
      FORWARDED.forEach(kept::remove);
      put(kept, HttpHeader.X_FORWARDED_FOR, client(values(HttpHeader.X_FORWARDED_FOR)));
      put(kept, HttpHeader.X_FORWARDED_PROTO, last(values(HttpHeader.X_FORWARDED_PROTO)));
      headers = kept.asImmutable();
    }

    @Override
    public HttpFields getHeaders() {
      return headers;
    }

    private List<String> values(HttpHeader header) {
      return super.getHeaders().getCSV(header, false);
    }

    private static void put(HttpFields.Mutable headers, HttpHeader header, @Nullable String value) {
      if (value != null) {
        headers.put(header, value);
      }
    }
  }

  private @Nullable String client(List<String> hops) {
    return hops.reversed().stream()
        .filter(hop -> !proxies.contains(hop))
        .findFirst()
        .filter(hop -> TrustedProxies.parse(hop).isPresent())
        .orElse(null);
  }

  private static @Nullable String last(List<String> values) {
    return values.isEmpty() ? null : values.getLast();
  }
}
