package chat.maru.testkit.server;

import chat.maru.testkit.process.Await;
import chat.maru.testkit.process.ChildCommand;
import chat.maru.testkit.process.ChildFailedException;
import chat.maru.testkit.process.ChildProcess;
import chat.maru.testkit.tls.CertificateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// PostgreSQL 18 with the database `maru` of the user `maru`, whose random password is made once
/// and kept beside the data (0600). Reachable through TCP on 127.0.0.1 only, never without a
/// password.
public final class PostgresServer extends EmbeddedServer {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final PostgresUser USER = PostgresUser.choose();
  private static final String NAME = "maru";
  private static final String ADMIN = "postgres";

  private final AtomicInteger fresh = new AtomicInteger();

  private PostgresServer(ServerOptions options) {
    super(options, run(options));
    upOrGone(process(), _ -> createRoleAndDatabase());
  }

  public static PostgresServer start(ServerOptions options) {
    return new PostgresServer(options);
  }

  /// The database of the services.
  public Database database() {
    return database(NAME);
  }

  /// An empty database for one test class, owned by the same user.
  public Database freshDatabase() {
    String name = NAME + "_" + ProcessHandle.current().pid() + "_" + fresh.incrementAndGet();
    execute("CREATE DATABASE %s OWNER %s".formatted(name, NAME));
    return database(name);
  }

  /// The superuser's way in, for tests that cut connections or look at the server itself.
  public Database administration() {
    return administration(options());
  }

  /// Sessions may speak TLS from now on, and those of the services' user must.
  public void encrypt(CertificateFiles files) {
    Path data = options().directory().resolve("data");
    try {
      Folders.writeSecret(data.resolve("server.crt"), Files.readString(files.certificate()));
      Folders.writeSecret(data.resolve("server.key"), Files.readString(files.key()));
      Path access = data.resolve("pg_hba.conf");
      Files.writeString(
          access, "hostnossl all %s all reject%n%s".formatted(NAME, Files.readString(access)));
    } catch (IOException e) {
      throw new UncheckedIOException("could not give PostgreSQL its certificate", e);
    }
    USER.own(data);
    execute("ALTER SYSTEM SET ssl = on");
    execute("SELECT pg_reload_conf()");
    Await.ready(
        process(),
        "ssl = on",
        PATIENCE,
        Duration.ofMillis(20),
        () -> exists("SELECT 1 FROM pg_settings WHERE name = 'ssl' AND setting = 'on'"));
  }

  /// New sessions can't write, and open ones can't from the transaction on that follows their
  /// hearing of it, which is at once if the machine is idle; each gets SQL state 25006. It stays so
  /// through restarts, until [#allowWrites()].
  public void refuseWrites() {
    execute("ALTER SYSTEM SET default_transaction_read_only = on");
    reload("on");
  }

  /// Undoes [#refuseWrites()]; nothing happens when that was not called.
  public void allowWrites() {
    execute("ALTER SYSTEM RESET default_transaction_read_only");
    reload("off");
  }

  /// Returns when sessions begin with that value.
  private void reload(String expected) {
    execute("SELECT pg_reload_conf()");
    String setting =
        "SELECT 1 FROM pg_settings WHERE name = 'default_transaction_read_only' AND setting = '%s'"
            .formatted(expected);
    Await.ready(
        process(),
        "default_transaction_read_only = " + expected,
        PATIENCE,
        Duration.ofMillis(20),
        () -> exists(setting));
  }

  @Override
  ChildProcess launch() {
    return run(options());
  }

  @Override
  void awaitAnswer(ChildProcess running) {
    awaitUp(running, options());
  }

  /// INT is PostgreSQL's fast shutdown: it does not wait for clients.
  @Override
  void end(ChildProcess running) {
    running.stop("INT", Duration.ofSeconds(20));
  }

  private Database database(String name) {
    return new Database(url(options(), name), NAME, secret(options(), NAME));
  }

  private static Database administration(ServerOptions options) {
    return new Database(url(options, ADMIN), ADMIN, secret(options, ADMIN));
  }

  private static String url(ServerOptions options, String database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(options.port(), database);
  }

  private void createRoleAndDatabase() {
    if (!exists("SELECT 1 FROM pg_roles WHERE rolname = '" + NAME + "'")) {
      execute("CREATE ROLE %s LOGIN PASSWORD '%s'".formatted(NAME, secret(options(), NAME)));
    }
    if (!exists("SELECT 1 FROM pg_database WHERE datname = '" + NAME + "'")) {
      execute("CREATE DATABASE %s OWNER %s".formatted(NAME, NAME));
    }
  }

  private boolean exists(String query) {
    try (var connection = administration().connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      return rows.next();
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private void execute(String sql) {
    try (var connection = administration().connect();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private ChildFailedException failed(SQLException e) {
    return new ChildFailedException(
        "postgres refused its administrator: %s; log: %s".formatted(e.getMessage(), log()));
  }

  private static ChildProcess run(ServerOptions options) {
    Path data = options.directory().resolve("data");
    if (!Files.exists(data)) {
      initialise(options, data);
    }
    USER.own(data);
    PostgresLock.release(data);
    var child = ChildProcess.start(command(options));
    return upOrGone(child, fresh -> awaitUp(fresh, options));
  }

  private static void awaitUp(ChildProcess child, ServerOptions options) {
    Await.ready(child, "a connection", PATIENCE, Duration.ofMillis(20), () -> answers(options));
  }

  private static ChildCommand command(ServerOptions options) {
    var line = new ArrayList<String>();
    line.add(USER.programs().resolve("bin/postgres").toString());
    line.addAll(List.of("-D", "data"));
    settings(options).forEach((key, value) -> line.addAll(List.of("-c", key + "=" + value)));
    return new ChildCommand(
        "postgres", USER.prefix(), line, Map.of(), options.directory(), options.log(), "INT");
  }

  private static Map<String, String> settings(ServerOptions options) {
    var settings = new java.util.TreeMap<String, String>();
    settings.put("port", Integer.toString(options.port()));
    settings.put("listen_addresses", "127.0.0.1");
    settings.put("unix_socket_directories", "");
    settings.put("max_connections", "200");
    settings.put("shared_buffers", "128MB");
    settings.put("max_wal_size", "2GB");
    settings.put("log_min_messages", "warning");
    settings.put("timezone", "UTC");
    settings.put("log_timezone", "UTC");
    if (options.durability() == ServerOptions.Durability.FAST) {
      // Commits stay synchronous: what was committed must outlive a killed server, if not a dead
      // machine.
      settings.put("fsync", "off");
      settings.put("full_page_writes", "off");
    }
    return settings;
  }

  /// Under another name first, so that a folder called `data` is whole.
  private static void initialise(ServerOptions options, Path data) {
    Path directory = options.directory();
    Path unfinished = directory.resolve("data.new");
    Path passwordFile = directory.resolve("initdb.password");
    try {
      Folders.delete(unfinished);
      Files.createDirectories(unfinished);
      Folders.writeSecret(directory.resolve(ADMIN + ".password"), random());
      Folders.writeSecret(directory.resolve(NAME + ".password"), random());
      Folders.writeSecret(passwordFile, secret(options, ADMIN));
      USER.own(unfinished);
      USER.own(passwordFile);
      initdb(options, directory);
      Files.delete(passwordFile);
      Files.move(unfinished, data);
    } catch (IOException e) {
      throw new UncheckedIOException("could not prepare " + directory, e);
    }
  }

  private static void initdb(ServerOptions options, Path directory) {
    var child =
        ChildProcess.start(
            new ChildCommand(
                "initdb",
                USER.prefix(),
                List.of(
                    USER.programs().resolve("bin/initdb").toString(),
                    "--pgdata=data.new",
                    "--username=" + ADMIN,
                    "--pwfile=initdb.password",
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale=C",
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8",
                    options.durability() == ServerOptions.Durability.FAST
                        ? "--no-sync"
                        : "--data-checksums"),
                Map.of(),
                directory,
                options.log(),
                "KILL"));
    child.onExit().join();
    if (!Files.exists(directory.resolve("data.new/PG_VERSION")) || !child.succeeded()) {
      throw ChildFailedException.dead(child);
    }
  }

  private static boolean answers(ServerOptions options) {
    try (var connection = administration(options).connect()) {
      return connection.isValid(2);
    } catch (SQLException e) {
      return false;
    }
  }

  private static String secret(ServerOptions options, String role) {
    try {
      return Files.readString(options.directory().resolve(role + ".password")).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("could not read the password of " + role, e);
    }
  }

  private static String random() {
    byte[] bytes = new byte[24];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
