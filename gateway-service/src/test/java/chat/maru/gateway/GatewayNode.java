package chat.maru.gateway;

import static org.awaitility.Awaitility.await;

import chat.maru.testkit.Servers;
import chat.maru.testkit.process.Ports;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/// One gateway in this JVM, ready.
final class GatewayNode implements AutoCloseable {
  static final String ORIGIN = "http://page.test";

  final String name;
  final String url;
  final String management;
  private final InMemorySpanExporter spans = InMemorySpanExporter.create();
  private final ConfigurableApplicationContext context;

  /// @param more settings, stronger than those of `application.yaml`
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
    context =
        new SpringApplicationBuilder(GatewayService.class)
            .properties(properties)
            .initializers(this::registerSpans)
            .registerShutdownHook(false)
            .run(Arrays.stream(more).map(setting -> "--" + setting).toArray(String[]::new));
    await()
        .pollInterval(Duration.ofMillis(50))
        .atMost(Duration.ofSeconds(20))
        .until(() -> get("/actuator/health/readiness").contains("UP"));
  }

  private void registerSpans(ConfigurableApplicationContext starting) {
    ((GenericApplicationContext) starting).registerBean(SpanExporter.class, () -> spans);
  }

  /// All spans that ended until now.
  List<SpanData> spans() {
    context.getBean(SdkTracerProvider.class).forceFlush().join(5, TimeUnit.SECONDS);
    return spans.getFinishedSpanItems();
  }

  <T> Collection<T> beans(Class<T> type) {
    return context.getBeansOfType(type).values();
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
