package chat.maru.persistence.support;

import chat.maru.persistence.PersistenceService;
import chat.maru.testkit.Servers;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/// The whole service in this JVM, on the test's servers.
public final class RunningService implements AutoCloseable {
  private final ConfigurableApplicationContext context;

  private RunningService(ConfigurableApplicationContext context) {
    this.context = context;
  }

  /// @param group a consumer group of the test class's own: topics are shared
  public static RunningService start(Servers servers, String group) {
    return new RunningService(
        SpringApplication.run(PersistenceService.class, arguments(servers, group)));
  }

  public static String[] arguments(Servers servers, String group) {
    List<String> own =
        List.of(
            "--management.server.port=0",
            "--spring.kafka.consumer.group-id=" + group,
            "--spring.main.banner-mode=off");
    Stream<String> theirs =
        servers.properties().entrySet().stream()
            .map((Map.Entry<String, String> e) -> "--" + e.getKey() + "=" + e.getValue());
    return Stream.concat(own.stream(), theirs).toArray(String[]::new);
  }

  public int managementPort() {
    return context.getEnvironment().getRequiredProperty("local.management.port", Integer.class);
  }

  public double count(String counter, Map<String, String> tags) {
    var search = context.getBean(MeterRegistry.class).get(counter);
    tags.forEach(search::tag);
    return search.counter().count();
  }

  @Override
  public void close() {
    context.close();
  }
}
