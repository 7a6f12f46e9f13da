package chat.maru.testkit.server;

import chat.maru.testkit.process.Await;
import chat.maru.testkit.process.ChildCommand;
import chat.maru.testkit.process.ChildProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Redis 7 with an append-only file: what it took more than a second ago survives any end of it.
public final class RedisServer extends EmbeddedServer {

  private static final String APPEND_ONLY = "appendonlydir";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final String more;

  private RedisServer(ServerOptions options, String more) {
    super(options, run(options, more));
    this.more = more;
  }

  public static RedisServer start(ServerOptions options) {
    return new RedisServer(options, "");
  }

  /// With a further port for TLS.
  ///
  /// @param users lines of an ACL, as `user name on >password ~* &* +@all`
  public static RedisServer start(ServerOptions options, SecuredDoor secured, String users) {
    return new RedisServer(
        options,
        """
        tls-port %d
        tls-cert-file "%s"
        tls-key-file "%s"
        tls-auth-clients no
        %s
        """
            .formatted(
                secured.port(),
                secured.certificate().certificate(),
                secured.certificate().key(),
                users));
  }

  public String host() {
    return "127.0.0.1";
  }

  /// For clients that take one: `redis://127.0.0.1:port`.
  public String url() {
    return "redis://127.0.0.1:" + port();
  }

  /// Up again on the same port with nothing in it; killed first when it runs.
  public void restartEmpty() {
    kill();
    Folders.delete(options().directory().resolve(APPEND_ONLY));
    restart();
  }

  @Override
  ChildProcess launch() {
    return run(options(), more);
  }

  @Override
  void awaitAnswer(ChildProcess running) {
    awaitUp(running, port());
  }

  @Override
  void end(ChildProcess running) {
    running.stop(Duration.ofSeconds(10));
  }

  private static ChildProcess run(ServerOptions options, String more) {
    var directory = options.directory();
    Folders.write(directory.resolve("redis.conf"), settings(options) + more);
    var child =
        ChildProcess.start(
            new ChildCommand(
                "redis",
                List.of(),
                List.of(Binaries.redis().toString(), "redis.conf"),
                Map.of(),
                directory,
                options.log(),
                "TERM"));
    return upOrGone(child, fresh -> awaitUp(fresh, options.port()));
  }

  private static void awaitUp(ChildProcess child, int port) {
    Await.ready(child, "an answer to PING", PATIENCE, Duration.ofMillis(10), () -> answers(port));
  }

  /// The working folder is the data folder, so no path stands in the file and none needs quoting.
  private static String settings(ServerOptions options) {
    return """
    bind 127.0.0.1
    protected-mode yes
    port %d
    dir ./
    save ""
    appendonly yes
    appendfsync %s
    maxmemory 512mb
    maxmemory-policy noeviction
    loglevel notice
    """
        .formatted(
            options.port(),
            switch (options.durability()) {
              case DURABLE -> "everysec";
              case FAST -> "no";
            });
  }

  /// While it loads its file it answers `-LOADING`, which is not yet a yes.
  private static boolean answers(int port) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
      socket.setSoTimeout(1_000);
      socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readNBytes(5), StandardCharsets.US_ASCII)
          .equals("+PONG");
    } catch (IOException e) {
      return false;
    }
  }
}
