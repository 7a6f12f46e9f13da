package chat.maru.tls.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Set;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForwardedByProxyTest {
  private static final Set<String> US = Set.of("127.0.0.0/8", "10.0.0.0/8");

  @Test
  void aProxysWordAboutClientAndSchemeCounts() throws Exception {
    assertThat(seen(US, "203.0.113.9", "https")).isEqualTo("203.0.113.9 secure");
  }

  @Test
  void aStrangersWordDoesNot() throws Exception {
    assertThat(seen(Set.of("192.0.2.1"), "203.0.113.9", "https")).isEqualTo("127.0.0.1 plain");
    assertThat(seen(Set.of(), "203.0.113.9", "https")).isEqualTo("127.0.0.1 plain");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "6.6.6.6, 203.0.113.9 | 203.0.113.9 secure",
        "6.6.6.6, 203.0.113.9, 10.1.1.1 | 203.0.113.9 secure",
        "2001:db8::7 | [2001:db8::7] secure",
        "203.0.113.9, somebody | 127.0.0.1 secure",
        "10.1.1.1 | 127.0.0.1 secure"
      })
  void theClientIsTheLastThatIsNoProxyAndNoneThatItMadeUp(String forwarded, String expected)
      throws Exception {
    assertThat(seen(US, forwarded, "https")).isEqualTo(expected);
  }

  @Test
  void noOtherHeaderMakesAnythingOfARequest() throws Exception {
    assertThat(
            answer(
                US,
                "Forwarded",
                "for=6.6.6.6;proto=https",
                "X-Proxied-Https",
                "on",
                "Proxy-ssl-id",
                "x"))
        .isEqualTo("127.0.0.1 plain");
  }

  @Test
  void whatIsNoAddressIsRefusedWithTheSettingsName() {
    assertThatThrownBy(() -> TrustedProxies.parse(Set.of("ingress")))
        .hasMessageContaining("maru.tls.terminated-by-proxy: ingress (expected: addresses");
  }

  private static String seen(Set<String> proxies, String client, String scheme) throws Exception {
    return answer(proxies, "X-Forwarded-For", client, "X-Forwarded-Proto", scheme);
  }

  private static String answer(Set<String> proxies, String... headers) throws Exception {
    Server server = new Server();
    HttpConfiguration http = new HttpConfiguration();
    http.addCustomizer(new ForwardedByProxy(TrustedProxies.parse(proxies)));
    ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(new Telling());
    server.start();
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI address = URI.create("http://127.0.0.1:" + connector.getLocalPort() + "/");
      return client
          .send(HttpRequest.newBuilder(address).headers(headers).build(), BodyHandlers.ofString())
          .body();
    } finally {
      server.stop();
    }
  }

  private static final class Telling extends Handler.Abstract {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      String told = Request.getRemoteAddr(request) + (request.isSecure() ? " secure" : " plain");
      Content.Sink.write(response, true, told, callback);
      return true;
    }
  }
}
