package chat.maru.cluster.keys;

import chat.maru.cluster.command.Arguments;
import chat.maru.cluster.state.ClusterState;
import chat.maru.contract.topic.Topics;
import chat.maru.testkit.server.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// `java -cp cluster.jar chat.maru.cluster.keys.ErasureCheck --state data/cluster.json --user ID
/// [--copy JDBC-URL]`: tries to open everything that a user ever wrote, wherever it lies, with all
/// the keys there are: in the database, in the log read from its beginning, and in an older copy of
/// the database, with the keys of now and with those that the copy itself has.
///
/// Exit codes: 0 nothing opens, 1 something does, 2 it could not be looked at.
public final class ErasureCheck {
  private static final int NOTHING = 0;
  private static final int SOMETHING = 1;
  private static final int UNTOLD = 2;

  private final ClusterState state;
  private final UUID user;

  public ErasureCheck(ClusterState state, UUID user) {
    this.state = state;
    this.user = user;
  }

  /// @param place where it lies
  /// @param texts how many the user wrote
  /// @param opened how many of these open
  public record Finding(String place, long texts, long opened) {}

  public static void main(String[] arguments) {
    System.exit(run(List.of(arguments)));
  }

  static int run(List<String> typed) {
    try {
      Arguments arguments = Arguments.parse(typed, Set.of("--state", "--user", "--copy"), Set.of());
      Path state = Path.of(arguments.text("--state").orElse("data/cluster.json"));
      UUID user = UUID.fromString(arguments.text("--user").orElse(""));
      List<Finding> findings =
          new ErasureCheck(ClusterState.parse(Files.readString(state)), user)
              .look(arguments.text("--copy"));
      findings.forEach(one ->
          System.out.printf("%-40s %8d texts %8d open%n", one.place(), one.texts(), one.opened()));
      return findings.stream().allMatch(one -> one.opened() == 0) ? NOTHING : SOMETHING;
    } catch (IOException | SQLException | IllegalArgumentException e) {
      System.err.println("error: " + e);
      return UNTOLD;
    }
  }

  /// @param copy JDBC URL of an older copy of the database, with the same user and password
  public List<Finding> look(Optional<String> copy) throws SQLException {
    ClusterKeys now = ClusterKeys.of(state);
    List<Finding> findings = new ArrayList<>();
    findings.add(finding("database", SealedRows.of(database(url()), user), now));
    for (String topic : List.of(Topics.INBOUND, Topics.MESSAGES)) {
      List<Sealed> records = SealedRecords.of(state.kafka().bootstrapServers(), topic, user);
      findings.add(finding(topic, records, now));
    }
    if (copy.isPresent()) {
      List<Sealed> older = SealedRows.of(database(copy.get()), user);
      ClusterKeys then = ClusterKeys.of(state, copy.get());
      findings.add(finding("older copy, keys of now", older, now));
      findings.add(finding("older copy, keys of the copy", older, then));
      findings.add(
          finding("database, keys of the copy", SealedRows.of(database(url()), user), then));
    }
    return findings;
  }

  private String url() {
    return state.postgres().jdbcUrl();
  }

  private Database database(String url) {
    return new Database(url, state.postgres().username(), state.postgres().password());
  }

  private static Finding finding(String place, List<Sealed> texts, ClusterKeys keys) {
    return new Finding(place, texts.size(), texts.stream().filter(keys::opens).count());
  }
}
