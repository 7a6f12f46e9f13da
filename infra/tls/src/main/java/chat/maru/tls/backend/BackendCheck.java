package chat.maru.tls.backend;

import chat.maru.tls.InsecureStartException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/// Keeps a production node from talking in the clear, or as nobody, to a server: before any bean is
/// made, so before anything connects. Looks at the servers that this service has a client of.
///
/// What the settings say is what counts; whether the server keeps others out is its operator's
/// matter.
final class BackendCheck implements BeanFactoryPostProcessor {
  private static final String SETTING = "maru.tls.allow-plaintext-backends";

  private final Environment settings;

  BackendCheck(Environment settings) {
    this.settings = settings;
  }

  /// @throws InsecureStartException naming every server and what is missing
  @Override
  public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
    Set<Backend> allowed =
        Binder.get(settings).bind(SETTING, Bindable.setOf(Backend.class)).orElseGet(Set::of);
    List<Fault> faults = faults().filter(fault -> !allowed.contains(fault.backend())).toList();
    if (!faults.isEmpty()) {
      throw new InsecureStartException(
          faults.stream().map(Fault::sentence).collect(Collectors.joining("; ")), remedy(faults));
    }
  }

  private Stream<Fault> faults() {
    return Stream.of(
            has("org.apache.kafka.clients.producer.Producer")
                ? new KafkaRule(settings).faults()
                : List.<Fault>of(),
            has("io.lettuce.core.RedisClient")
                ? new RedisRule(settings).faults()
                : List.<Fault>of(),
            has("org.postgresql.Driver") ? new PostgresRule(settings).faults() : List.<Fault>of())
        .flatMap(List::stream);
  }

  private static String remedy(List<Fault> faults) {
    return "Encrypt and authenticate them as docs/deployment.md says, or accept that the network"
        + " is the only guard with %s=%s."
            .formatted(
                SETTING,
                faults.stream()
                    .map(fault -> fault.backend().spelled())
                    .distinct()
                    .collect(Collectors.joining(",")));
  }

  private boolean has(String type) {
    return ClassUtils.isPresent(type, getClass().getClassLoader());
  }
}
