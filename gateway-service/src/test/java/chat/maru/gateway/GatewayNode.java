package chat.maru.gateway;

import static org.awaitility.Awaitility.await;

import chat.maru.testkit.Servers;
import chat.maru.testkit.process.Ports;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/// One gateway in this JVM, ready.
final class GatewayNode implements AutoCloseable {
  static final String ORIGIN = "http://page.test";

  final String name;
  final String url;
  final String management;
  private final ConfigurableApplicationContext context;

  GatewayNode(String name, Servers servers, FakeChatService chatService, String... more) {
    this.name = name;
    int port = Ports.free();
    int managementPort = Ports.free();
    url = "ws://127.0.0.1:" + port + "/ws";
    management = "http://127.0.0.1:" + managementPort;
    var properties = new HashMap<String, Object>(servers.properties());
    properties.putAll(
        Map.of(
            "server.address",
            "127.0.0.1",
            "server.port",
            port,
            "management.server.address",
            "127.0.0.1",
            "management.server.port",
            managementPort,
            "maru.node",
            name,
            "maru.issuer",
            FakeChatService.ISSUER,
            "maru.gateway.public-url",
            url,
            "maru.gateway.chat-service-urls",
            chatService.url(),
            "maru.gateway.jwks-uri",
            chatService.url() + "/jwks",
            "maru.gateway.allowed-origins",
            ORIGIN));
    properties.put("logging.level.root", "WARN");
    for (String setting : more) {
      int equals = setting.indexOf('=');
      properties.put(setting.substring(0, equals), setting.substring(equals + 1));
    }
    context =
        new SpringApplicationBuilder(GatewayService.class)
            .properties(properties)
            .registerShutdownHook(false)
            .run();
    await()
        .pollInterval(Duration.ofMillis(50))
        .atMost(Duration.ofSeconds(20))
        .until(() -> get("/actuator/health/readiness").contains("UP"));
  }

  String get(String path) throws Exception {
    try (var http = HttpClient.newHttpClient()) {
      return http.send(
              HttpRequest.newBuilder(URI.create(management + path)).build(),
              BodyHandlers.ofString())
          .body();
    }
  }

  /// As SIGTERM does.
  @Override
  public void close() {
    context.close();
  }
}
