package chat.maru.testkit.server;

import java.nio.file.Path;
import java.util.List;

/// Where a server lives and what it may cost.
///
/// @param directory its folder; made when missing, found again by a restart
/// @param port its port on 127.0.0.1; Kafka takes the next one too, for its controller
/// @param log takes its output
/// @param durability whether it may forget at a crash of the machine
/// @param jvm further options of a server that is a JVM
public record ServerOptions(
    Path directory, int port, Path log, Durability durability, List<String> jvm) {

  public ServerOptions(Path directory, int port, Path log, Durability durability) {
    this(directory, port, log, durability, List.of());
  }

  public ServerOptions {
    jvm = List.copyOf(jvm);
    directory = directory.toAbsolutePath().normalize();
    log = log.toAbsolutePath().normalize();
  }

  /// What a server has written when it answers. Both kinds survive `kill -9` of the server.
  public enum Durability {
    /// What was confirmed is on the disk (PostgreSQL) or there within a second (Redis).
    DURABLE,
    /// What was confirmed outlives a killed server, not a dead machine: quicker, for tests.
    FAST
  }
}
