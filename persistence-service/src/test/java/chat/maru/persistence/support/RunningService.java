package chat.maru.persistence.support;

import static org.awaitility.Awaitility.await;

import chat.maru.persistence.PersistenceService;
import chat.maru.testkit.Servers;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;

/// The whole service in this JVM, on the test's servers. It is returned when all its consumers have
/// partitions: before, batches of one may be told again by another.
public final class RunningService implements AutoCloseable {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final ConfigurableApplicationContext context;

  static {
    // A test class may first have to read what all earlier ones left in the topics.
    Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
  }

  private RunningService(ConfigurableApplicationContext context) {
    this.context = context;
    ConcurrentMessageListenerContainer<?, ?> consumers =
        bean(ConcurrentMessageListenerContainer.class);
    await()
        .until(() ->
            consumers.getContainers().stream()
                .noneMatch(consumer -> consumer.getAssignedPartitions().isEmpty()));
  }

  /// @param group a consumer group of the test class's own: topics are shared
  public static RunningService start(Servers servers, String group) {
    return start(servers, group, new Class<?>[0]);
  }

  /// With settings that go before the test's own.
  public static RunningService start(Servers servers, String group, Map<String, String> settings) {
    Stream<String> own =
        settings.entrySet().stream().map(e -> "--" + e.getKey() + "=" + e.getValue());
    return new RunningService(
        new SpringApplicationBuilder(PersistenceService.class)
            .run(Stream.concat(own, Stream.of(arguments(servers, group))).toArray(String[]::new)));
  }

  /// With more than the service itself, such as an exporter of spans.
  public static RunningService start(Servers servers, String group, Class<?>... sources) {
    return new RunningService(
        new SpringApplicationBuilder(PersistenceService.class)
            .sources(sources)
            .run(arguments(servers, group)));
  }

  public static String[] arguments(Servers servers, String group) {
    List<String> own =
        List.of(
            "--management.server.port=0",
            "--maru.node=persistence-1",
            "--management.opentelemetry.tracing.export.schedule-delay=50ms",
            "--spring.kafka.consumer.group-id=" + group,
            "--spring.kafka.consumer.heartbeat-interval=300ms", // partitions are shared out sooner
            "--spring.main.banner-mode=off");
    Map<String, String> settings = new HashMap<>(servers.properties());
    settings.putAll(TestKeyring.properties());
    TestKeyring.publish(servers);
    Stream<String> theirs =
        settings.entrySet().stream().map(e -> "--" + e.getKey() + "=" + e.getValue());
    return Stream.concat(own.stream(), theirs).toArray(String[]::new);
  }

  private int managementPort() {
    return context.getEnvironment().getRequiredProperty("local.management.port", Integer.class);
  }

  public double count(String counter, Map<String, String> tags) {
    var search = context.getBean(MeterRegistry.class).get(counter);
    tags.forEach(search::tag);
    return search.counter().count();
  }

  public double gauge(String name) {
    return context.getBean(MeterRegistry.class).get(name).gauge().value();
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  /// What Prometheus would scrape.
  public String scrape() {
    return get("/actuator/prometheus");
  }

  public String get(String path) {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort() + path)).build();
    return CLIENT.sendAsync(request, BodyHandlers.ofString()).join().body();
  }

  @Override
  public void close() {
    context.close();
  }
}
