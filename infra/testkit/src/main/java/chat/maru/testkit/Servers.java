package chat.maru.testkit;

import chat.maru.contract.cipher.KeyEncryptionKey;
import chat.maru.contract.cipher.Keyring;
import chat.maru.contract.topic.Topics;
import chat.maru.testkit.process.Ports;
import chat.maru.testkit.server.Database;
import chat.maru.testkit.server.EmbeddedServer;
import chat.maru.testkit.server.Folders;
import chat.maru.testkit.server.KafkaServer;
import chat.maru.testkit.server.PostgresServer;
import chat.maru.testkit.server.RedisServer;
import chat.maru.testkit.server.ServerOptions;
import chat.maru.testkit.server.ServerOptions.Durability;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.NewTopic;
import org.jspecify.annotations.Nullable;
import org.springframework.test.context.DynamicPropertyRegistry;

/// The servers of this JVM's tests, with settings for speed: they keep their data through `kill
/// -9`, not through a loss of power. All they write is in one temporary folder, which goes with the
/// JVM; logs stay in `target/testkit-logs`.
public final class Servers implements AutoCloseable {

  private static final Servers CURRENT = new Servers();

  private final Map<WithServers.Kind, EmbeddedServer> running =
      new EnumMap<>(WithServers.Kind.class);
  private @Nullable Path folder;
  private volatile @Nullable Database database;

  private Servers() {}

  /// The servers of this JVM. Those that no class has asked for, with [WithServers] or [#require],
  /// are not there.
  public static Servers current() {
    return CURRENT;
  }

  public KafkaServer kafka() {
    return (KafkaServer) server(WithServers.Kind.KAFKA);
  }

  public RedisServer redis() {
    return (RedisServer) server(WithServers.Kind.REDIS);
  }

  public PostgresServer postgres() {
    return (PostgresServer) server(WithServers.Kind.POSTGRES);
  }

  /// The database of the test class: its own when it asked for a fresh one, else the one that all
  /// others share.
  public Database database() {
    Database chosen = database;
    return chosen != null ? chosen : postgres().database();
  }

  /// A keyring that any service loads (`maru.keyring-file`).
  public Path keyringFile() {
    Path file = folder().resolve("keyring.json");
    if (!Files.exists(file)) {
      try {
        Keyring.generate().save(file, KeyEncryptionKey.of(kek()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return file;
  }

  /// The key that wraps the keyring (`maru.kek`).
  public String kek() {
    Path file = folder().resolve("kek.json");
    try {
      return Files.exists(file) ? "file:" + file : KeyEncryptionKey.make(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Keyring keyring() {
    return Keyring.load(keyringFile(), KeyEncryptionKey.of(kek()));
  }

  /// A file with the token of the internal API (`maru.service-token-file`).
  public Path serviceTokenFile() {
    Path file = folder().resolve("service-token");
    if (!Files.exists(file)) {
      Folders.writeSecret(file, UUID.randomUUID() + "-" + UUID.randomUUID());
    }
    return file;
  }

  /// The Spring properties that lead a service here: those of the running servers, keyring and
  /// service token.
  public Map<String, String> properties() {
    var properties = new HashMap<String, String>();
    properties.put("maru.keyring-file", keyringFile().toString());
    properties.put("maru.kek", kek());
    properties.put("maru.service-token-file", serviceTokenFile().toString());
    if (isRunning(WithServers.Kind.KAFKA)) {
      properties.put("spring.kafka.bootstrap-servers", kafka().bootstrapServers());
    }
    if (isRunning(WithServers.Kind.REDIS)) {
      properties.put("spring.data.redis.host", redis().host());
      properties.put("spring.data.redis.port", Integer.toString(redis().port()));
    }
    if (isRunning(WithServers.Kind.POSTGRES)) {
      properties.put("spring.datasource.url", database().jdbcUrl());
      properties.put("spring.datasource.username", database().username());
      properties.put("spring.datasource.password", database().password());
    }
    return properties;
  }

  /// For a `@DynamicPropertySource` method.
  public void register(DynamicPropertyRegistry registry) {
    properties().forEach((key, value) -> registry.add(key, () -> value));
  }

  /// Starts those that do not run, side by side; also those that a test has killed and left.
  public synchronized void require(Collection<WithServers.Kind> kinds) {
    var starts = new ArrayList<Future<?>>();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var kind : kinds) {
        starts.add(executor.submit(() -> bringUp(kind)));
      }
    }
    for (var start : starts) {
      try {
        start.get();
      } catch (ExecutionException e) {
        throw e.getCause() instanceof RuntimeException failure
            ? failure
            : new CompletionException(e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  void useDatabase(boolean fresh) {
    database = fresh ? postgres().freshDatabase() : null;
  }

  @Override
  public synchronized void close() {
    running.values().forEach(EmbeddedServer::close);
    running.clear();
    if (folder != null) {
      Folders.delete(folder);
      folder = null;
    }
  }

  private void bringUp(WithServers.Kind kind) {
    EmbeddedServer server;
    synchronized (running) {
      server = running.get(kind);
    }
    if (server == null) {
      server = start(kind);
      synchronized (running) {
        running.put(kind, server);
      }
    } else if (server.isAlive()) {
      server.thaw();
    } else {
      server.restart();
    }
  }

  private EmbeddedServer start(WithServers.Kind kind) {
    String name = kind.name().toLowerCase(Locale.ROOT);
    var options =
        new ServerOptions(
            folder().resolve(name),
            Ports.freeBlock(kind == WithServers.Kind.KAFKA ? 2 : 1),
            Path.of("target", "testkit-logs", name + "-" + ProcessHandle.current().pid() + ".log"),
            Durability.FAST);
    return switch (kind) {
      case KAFKA -> {
        var kafka = KafkaServer.start(options);
        kafka.createTopics(topics());
        yield kafka;
      }
      case REDIS -> RedisServer.start(options);
      case POSTGRES -> PostgresServer.start(options);
    };
  }

  private static List<NewTopic> topics() {
    return Topics.all().stream()
        .map(t -> new NewTopic(t.name(), t.partitions(), (short) 1).configs(t.config()))
        .toList();
  }

  private boolean isRunning(WithServers.Kind kind) {
    synchronized (running) {
      return running.containsKey(kind);
    }
  }

  private EmbeddedServer server(WithServers.Kind kind) {
    synchronized (running) {
      var server = running.get(kind);
      if (server == null) {
        throw new IllegalStateException(
            "server: %s does not run (expected: named in @WithServers)".formatted(kind));
      }
      return server;
    }
  }

  private Path folder() {
    synchronized (running) {
      if (folder == null) {
        try {
          folder = Files.createTempDirectory("maru-servers-");
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "servers-shutdown"));
      }
      return folder;
    }
  }
}
