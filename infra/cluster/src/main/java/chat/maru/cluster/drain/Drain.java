package chat.maru.cluster.drain;

import chat.maru.cluster.state.ClusterState;
import chat.maru.contract.json.ContractJson;
import chat.maru.testkit.server.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    try {
      DrainOptions options = DrainOptions.parse(arguments);
      DrainFigures figures =
          measure(options, ClusterState.parse(Files.readString(options.cluster())));
      System.out.print(figures.table());
      Path json = options.json();
      if (json != null) {
        Files.writeString(
            json,
            ContractJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(figures));
      }
      return figures.clean() ? 0 : 1;
    } catch (RuntimeException | IOException | SQLException e) {
      System.err.println("error: " + e.getMessage());
      return 2;
    }
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
