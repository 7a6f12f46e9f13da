package chat.maru.cluster.launcher;

import chat.maru.cluster.launcher.ClusterOptions.Trait;
import chat.maru.contract.topic.Topics;
import chat.maru.testkit.process.ChildCommand;
import chat.maru.testkit.process.ChildProcess;
import chat.maru.testkit.server.EmbeddedServer;
import chat.maru.testkit.server.KafkaServer;
import chat.maru.testkit.server.PostgresServer;
import chat.maru.testkit.server.RedisServer;
import chat.maru.testkit.server.ServerOptions;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.NewTopic;

/// Starts the processes of one cluster, each in its place, tells how long each took, and gives them
/// to [Children].
///
/// @param kafka stands for Kafka's jars, beside which its [AotCache] is
record BringUp(
    ClusterOptions options,
    DataFolder data,
    Links links,
    Children children,
    Path kafka,
    Progress progress) {

  static final String KAFKA = "kafka";

  private static final Duration DRAIN = Duration.ofSeconds(20);
  private static final Duration DRAIN_AND_AOT_CACHE = Duration.ofMinutes(3);

  /// Returns when all of them answer, and Kafka has the topics.
  void servers() {
    var ports = new PortPlan(options.portBase());
    Together.run(
        List.of(
            () -> server("redis", () -> RedisServer.start(place("redis", ports.redis()))),
            () ->
                server("postgres", () -> PostgresServer.start(place("postgres", ports.postgres()))),
            () -> server(KAFKA, () -> kafkaWithTopics(placeOfKafka(ports.kafka())))));
  }

  /// All of them side by side: they wait for each other by themselves. Returns when all are ready.
  ///
  /// @param http asks them whether they are
  void nodes(ServiceCommands commands, HttpClient http) {
    var waits = new ArrayList<Runnable>();
    for (ServiceKind kind : ServiceKind.values()) {
      for (int i = 0; i < options.number(kind); i++) {
        int index = i;
        children.add(
            kind,
            () ->
                new ServiceProcess(
                    commands.node(kind, index),
                    URI.create(commands.settings().managementUrl(kind, index)),
                    http,
                    farewell(),
                    this::start));
      }
      children.nodes(kind).forEach(node -> waits.add(() -> timed(node.name(), node::awaitReady)));
    }
    Together.run(waits);
  }

  private ChildProcess start(ChildCommand command) {
    ChildProcess child = children.start(command);
    holdBackCompiler(child.pid());
    return child;
  }

  private void holdBackCompiler(long pid) {
    if (!options.has(Trait.QUICK)) {
      OptimisingCompiler.holdBack(pid);
    }
  }

  private Duration farewell() {
    return options.has(Trait.REHEARSAL) ? DRAIN_AND_AOT_CACHE : DRAIN;
  }

  private void server(String name, Supplier<? extends EmbeddedServer> start) {
    timed(name, () -> children.add(start));
  }

  private KafkaServer kafkaWithTopics(ServerOptions place) {
    var kafka = KafkaServer.start(place, links.kafkaRelays());
    try {
      kafka.createTopics(
          Topics.all().stream()
              .map(t -> new NewTopic(t.name(), t.partitions(), (short) 1).configs(t.config()))
              .toList());
      holdBackCompiler(kafka.pid());
      return kafka;
    } catch (RuntimeException e) {
      kafka.kill();
      throw e;
    }
  }

  private ServerOptions place(String name, int port) {
    return new ServerOptions(
        data.server(name), port, data.log(name), ServerOptions.Durability.DURABLE);
  }

  private ServerOptions placeOfKafka(int port) {
    ServerOptions place = place(KAFKA, port);
    List<String> cache =
        options.has(Trait.REHEARSAL)
            ? AotCache.make(DataFolder.aotCache(data.root(), KAFKA))
            : AotCache.use(kafka);
    return new ServerOptions(
        place.directory(), place.port(), place.log(), place.durability(), cache);
  }

  private void timed(String name, Runnable start) {
    progress.starting(name);
    long begin = System.nanoTime();
    start.run();
    progress.ready(name, Duration.ofNanos(System.nanoTime() - begin));
  }
}
