package chat.maru.cluster.drain;

import chat.maru.cluster.command.Measuring;
import chat.maru.cluster.command.Measuring.Found;
import chat.maru.cluster.state.ClusterState;
import chat.maru.testkit.server.Database;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// The command that measures how fast a backlog is stored: `java -cp
/// infra/cluster/target/cluster.jar chat.maru.cluster.drain.Drain --help`.
public final class Drain {

  private Drain() {}

  public static void main(String[] arguments) {
    System.exit(run(List.of(arguments)));
  }

  private static int run(List<String> arguments) {
    if (arguments.contains("--help")) {
      System.out.print(DrainOptions.HELP);
      return 0;
    }
    return Measuring.exitCode(() -> {
      DrainOptions options = DrainOptions.parse(arguments);
      ClusterState state = ClusterState.parse(Files.readString(options.cluster()));
      return new Found(measure(options, state), options.json());
    });
  }

  private static DrainFigures measure(DrainOptions options, ClusterState state)
      throws SQLException {
    var postgres = state.postgres();
    Database database = new Database(postgres.jdbcUrl(), postgres.username(), postgres.password());
    try (Connection connection = database.connect();
        Backlog backlog = Backlog.of(state, connection, options.rooms());
        Positions positions = new Positions(connection, state.kafka().bootstrapServers())) {
      Draining draining = new Draining(state, backlog, positions);
      List<DrainRound> rounds = new ArrayList<>();
      for (int n = 1; n <= options.rounds(); n++) {
        DrainRound round = draining.round(options);
        System.out.printf("Round %d: %,.0f rows/s%n", n, round.rowsPerSecond());
        rounds.add(round);
      }
      long accepted = (long) options.rounds() * options.messages();
      return new DrainFigures(
          options.messages(),
          options.rooms(),
          options.alone(),
          accepted - backlog.stored(connection),
          rounds);
    }
  }
}
