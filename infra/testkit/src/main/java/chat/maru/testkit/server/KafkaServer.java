package chat.maru.testkit.server;

import chat.maru.testkit.process.Await;
import chat.maru.testkit.process.ChildCommand;
import chat.maru.testkit.process.ChildFailedException;
import chat.maru.testkit.process.ChildProcess;
import chat.maru.testkit.process.Ports;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jspecify.annotations.Nullable;

/// A Kafka broker that is its own controller (KRaft), in a JVM of its own from this JVM's Kafka
/// jars.
///
/// One broker keeps what it confirmed through `kill -9`, not through the loss of the machine's
/// memory: Kafka leaves flushing to the operating system. It makes no topic by itself.
public final class KafkaServer extends EmbeddedServer {

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  // It may have an AOT cache to write.
  private static final Duration FAREWELL = Duration.ofSeconds(90);
  private static final String TEMPORARY = "tmp";
  private static final String FORMATTED = "meta.properties";

  /// Kafka's jars and what they need, by the beginning of the file name.
  private static final Set<String> JARS =
      Set.of(
          "HdrHistogram",
          "argparse4j",
          "caffeine",
          "commons-beanutils",
          "commons-collections",
          "commons-digester",
          "commons-logging",
          "commons-validator",
          "hash4j",
          "jackson-",
          "jopt-simple",
          "jose4j",
          "jspecify",
          "kafka",
          "log4j-",
          "logback-",
          "lz4-java",
          "metrics-core",
          "pcollections",
          "re2j",
          "scala-",
          "slf4j-api",
          "snakeyaml",
          "snappy-java",
          "zstd-jni");

  /// A further port for clients that come through something that stands before it.
  ///
  /// @param port of loopback on which Kafka listens
  /// @param advertised port of loopback that it tells clients that come this way
  public record Relay(int port, int advertised) {}

  private final Doors doors;

  /// All ways in beside the plain one.
  private record Doors(List<Relay> relays, @Nullable SecuredDoor secured) {
    private static final Doors NONE = new Doors(List.of(), null);
  }

  private KafkaServer(ServerOptions options, Doors doors) {
    super(options, run(options, doors));
    this.doors = doors;
  }

  public static KafkaServer start(ServerOptions options) {
    return start(options, List.of());
  }

  public static KafkaServer start(ServerOptions options, List<Relay> relays) {
    return new KafkaServer(options, new Doors(List.copyOf(relays), null));
  }

  public static KafkaServer start(ServerOptions options, SecuredDoor secured) {
    return new KafkaServer(options, new Doors(List.of(), secured));
  }

  /// Lets that user in through the [SecuredDoor].
  public void admit(String user, String password) {
    var scram = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096);
    try (var admin = admin(port())) {
      admin
          .alterUserScramCredentials(
              List.of(new UserScramCredentialUpsertion(user, scram, password)))
          .all()
          .get(30, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new ChildFailedException("kafka did not admit %s: %s".formatted(user, e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ChildFailedException("interrupted while admitting a user");
    }
  }

  /// Tells one set of Kafka's jars from every other: for what goes with them, as an AOT cache does.
  public static String jars() {
    return RunningClassPath.fingerprint(JARS);
  }

  public String bootstrapServers() {
    return "127.0.0.1:" + port();
  }

  /// Makes those topics that are not there; the others stay as they are.
  public void createTopics(Collection<NewTopic> topics) {
    try (var admin = admin(port())) {
      for (var made : admin.createTopics(topics).values().entrySet()) {
        try {
          made.getValue().get(30, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
          if (!(e.getCause() instanceof TopicExistsException)) {
            throw new ChildFailedException(
                "kafka did not create topic %s: %s; log: %s"
                    .formatted(made.getKey(), e.getCause(), log()));
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ChildFailedException("interrupted while creating topics");
    } catch (TimeoutException e) {
      throw new ChildFailedException("kafka did not create topics within 30 s; log: " + log());
    }
  }

  @Override
  ChildProcess launch() {
    return run(options(), doors);
  }

  @Override
  void awaitAnswer(ChildProcess running) {
    awaitUp(running, port());
  }

  @Override
  void end(ChildProcess running) {
    running.stop(FAREWELL);
  }

  private static ChildProcess run(ServerOptions options, Doors doors) {
    Path directory = options.directory();
    Path settings = directory.resolve("server.properties");
    Folders.write(settings, settings(options, doors));
    Folders.write(directory.resolve("logback.xml"), LOGBACK);
    if (!Files.exists(directory.resolve("log").resolve(FORMATTED))) {
      format(directory, options);
    }
    freshTemporaryFolder(directory);
    var child = ChildProcess.start(command(options));
    return upOrGone(child, fresh -> awaitUp(fresh, options.port()));
  }

  /// For the native libraries that Kafka unpacks and leaves behind when it is killed.
  private static void freshTemporaryFolder(Path directory) {
    Path folder = directory.resolve(TEMPORARY);
    Folders.delete(folder);
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void awaitUp(ChildProcess child, int port) {
    var pause = Duration.ofMillis(50);
    Await.ready(child, "port " + port, PATIENCE, pause, () -> Ports.accepts(port));
    Await.ready(child, "its metadata", PATIENCE, pause, () -> describes(port));
  }

  private static ChildCommand command(ServerOptions options) {
    var java = new ArrayList<String>();
    java.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    java.addAll(
        List.of(
            "-Xmx320m",
            "-Xss512k",
            "-XX:+UseSerialGC",
            "-XX:+UseCompactObjectHeaders",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Dlogback.configurationFile=logback.xml",
            "-Djava.io.tmpdir=" + options.directory().resolve(TEMPORARY)));
    if (options.durability() == ServerOptions.Durability.FAST) {
      java.add("-XX:TieredStopAtLevel=1");
    }
    java.addAll(options.jvm());
    java.addAll(List.of("-cp", RunningClassPath.jars(JARS), "kafka.Kafka", "server.properties"));
    return new ChildCommand(
        "kafka", List.of(), java, Map.of(), options.directory(), options.log(), "KILL");
  }

  /// Paths are relative to the working folder: Kafka would split one that has a comma.
  private static String settings(ServerOptions options, Doors doors) {
    List<Relay> relays = doors.relays();
    SecuredDoor secured = doors.secured();
    return """
    process.roles=broker,controller
    node.id=1
    controller.quorum.voters=1@127.0.0.1:%2$d
    controller.listener.names=CONTROLLER
    listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d%3$s
    advertised.listeners=PLAINTEXT://127.0.0.1:%1$d%4$s
    listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT%5$s
    inter.broker.listener.name=PLAINTEXT
    log.dirs=log
    auto.create.topics.enable=false
    default.replication.factor=1
    min.insync.replicas=1
    offsets.topic.replication.factor=1
    offsets.topic.num.partitions=4
    transaction.state.log.replication.factor=1
    transaction.state.log.min.isr=1
    transaction.state.log.num.partitions=2
    share.coordinator.state.topic.replication.factor=1
    share.coordinator.state.topic.min.isr=1
    group.initial.rebalance.delay.ms=0
    log.cleaner.dedupe.buffer.size=2097152
    num.network.threads=2
    num.io.threads=4
    %6$s\
    """
        .formatted(
            options.port(),
            options.port() + 1,
            each(relays, "RELAY%1$d://127.0.0.1:%2$d")
                + (secured == null ? "" : secured.listener()),
            each(relays, "RELAY%1$d://127.0.0.1:%3$d")
                + (secured == null ? "" : secured.listener()),
            each(relays, "RELAY%1$d:PLAINTEXT") + (secured == null ? "" : secured.protocol()),
            secured == null ? "" : secured.settings(options.directory()));
  }

  /// @param entry of its number, its port and its advertised port
  private static String each(List<Relay> relays, String entry) {
    return IntStream.range(0, relays.size())
        .mapToObj(i -> entry.formatted(i, relays.get(i).port(), relays.get(i).advertised()))
        .map(text -> "," + text)
        .collect(Collectors.joining());
  }

  private static final String LOGBACK =
      """
      <configuration>
        <appender name="out" class="ch.qos.logback.core.ConsoleAppender">
          <encoder><pattern>%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level %logger{0} %msg%n</pattern></encoder>
        </appender>
        <root level="WARN"><appender-ref ref="out"/></root>
      </configuration>
      """;

  /// In this JVM, which saves starting another one. Formats under another name first, so that a
  /// folder that looks formatted is.
  private static void format(Path directory, ServerOptions options) {
    Path trial = directory.resolve("format.properties");
    Path unfinished = directory.resolve("log.new");
    Folders.delete(unfinished);
    Folders.write(
        trial,
        settings(options, Doors.NONE)
            .replace("log.dirs=log\n", "log.dirs=" + escaped(unfinished) + "\n"));
    var output = new ByteArrayOutputStream();
    int result =
        kafka.tools.StorageTool.execute(
            new String[] {"format", "-t", Uuid.randomUuid().toString(), "-c", trial.toString()},
            new PrintStream(output, true, StandardCharsets.UTF_8));
    if (result != 0) {
      throw new ChildFailedException(
          "kafka could not format its folder %s: %s"
              .formatted(directory, output.toString(StandardCharsets.UTF_8).strip()));
    }
    try {
      Folders.delete(directory.resolve("log"));
      Files.move(unfinished, directory.resolve("log"));
      Files.delete(trial);
    } catch (IOException e) {
      throw new UncheckedIOException("could not format " + directory, e);
    }
  }

  private static String escaped(Path path) {
    if (path.toString().contains(",")) {
      throw new IllegalArgumentException(
          "folder: " + path + " (expected: no comma, Kafka splits it)");
    }
    return path.toString().replace("\\", "\\\\");
  }

  private static boolean describes(int port) {
    try (var admin = admin(port)) {
      return !admin.describeCluster().nodes().get(5, TimeUnit.SECONDS).isEmpty();
    } catch (ExecutionException | TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static Admin admin(int port) {
    return Admin.create(
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:" + port,
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, "10000",
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "20000"));
  }
}
