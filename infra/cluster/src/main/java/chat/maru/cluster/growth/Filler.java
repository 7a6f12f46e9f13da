package chat.maru.cluster.growth;

import chat.maru.cluster.growth.SealedMessages.Share;
import chat.maru.cluster.state.ClusterState;
import chat.maru.testkit.server.Database;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/// Fills the database generation by generation, each a month of the past in one transaction, so
/// that a run that was interrupted goes on where it was.
final class Filler implements AutoCloseable {
  private static final int LARGEST_GENERATION = 1_250_000;
  private static final Instant BEGIN = Instant.parse("2025-01-01T00:00:00Z");
  private static final Duration GENERATION = Duration.ofDays(30);

  /// The long rooms together get a 25th of all messages.
  private static final int MESSAGES_PER_LONG_ROOMS = 25;

  private final SealedMessages sealed;
  private final Random random = new Random(1);
  private final Connection connection;

  private Filler(ClusterState state, Connection connection) {
    this.sealed = new SealedMessages(state);
    this.connection = connection;
  }

  static Filler of(ClusterState state) throws SQLException {
    var postgres = state.postgres();
    Connection connection =
        new Database(postgres.jdbcUrl(), postgres.username(), postgres.password()).connect();
    Filler filler = new Filler(state, connection);
    // Sorts a partition's share of a generation in memory.
    filler.execute("SET work_mem = '64MB'");
    filler.execute("SET synchronous_commit = off");
    for (String table : FillStatements.TABLES) {
      filler.execute(table);
    }
    connection.setAutoCommit(false);
    return filler;
  }

  /// Returns when there are about as many messages, and the tables are as autovacuum would have
  /// left them in all the months.
  Extent fillTo(long messages) throws SQLException, IOException {
    long there = number("SELECT count(*) FROM chat_message");
    int generation = generations();
    boolean filled = false;
    // The last room of a generation is cut nowhere: it ends a few messages early or late.
    while (messages - there >= messages / 200) {
      there += generation(generation++, (int) Math.min(LARGEST_GENERATION, messages - there));
      connection.commit();
      filled = true;
      System.out.printf("  %,d messages%n", there);
    }
    if (filled) {
      tidy();
    }
    Extent extent =
        new Extent(
            there,
            number("SELECT count(*) FROM chat_room"),
            number("SELECT count(*) FROM app_user"),
            number("SELECT pg_database_size(current_database())"),
            generation);
    connection.commit();
    return extent;
  }

  /// @return how many messages
  private long generation(int number, int messages) throws SQLException, IOException {
    Instant since = BEGIN.plus(GENERATION.multipliedBy(number));
    int each = messages / MESSAGES_PER_LONG_ROOMS / Cast.LONG_ROOMS;
    List<SealedRoom> rooms = Cast.rooms(number, each);
    int filler = messages - rooms.stream().mapToInt(SealedRoom::messages).sum();
    execute(FillStatements.EMPTY);
    update(FillStatements.SPAN, since.toString(), GENERATION.toSeconds());
    update(
        FillStatements.USERS,
        filler / FillStatements.MESSAGES_OF_ROOM / FillStatements.ROOMS_OF_POST);
    execute(FillStatements.ROOMS);
    sealed.lay(connection, shares(rooms, number), since, GENERATION);
    for (String statement : FillStatements.AROUND_MESSAGES) {
      execute(statement);
    }
    return messages();
  }

  private long messages() throws SQLException {
    int partitions =
        (int) number("SELECT count(*) FROM pg_inherits WHERE inhparent = 'chat_message'::regclass");
    execute("ANALYZE fill_room, fill_sealed");
    long inserted = 0;
    for (int partition = 0; partition < partitions; partition++) {
      inserted += execute(FillStatements.messages(partitions, partition));
    }
    return inserted;
  }

  private List<Share> shares(List<SealedRoom> rooms, int generation) throws SQLException {
    long head =
        generation == 0
            ? 0
            : number(
                "SELECT head_seq FROM chat_room WHERE id = '%s'"
                    .formatted(Cast.longRooms(1).getFirst().id()));
    Set<UUID> grown = Cast.longRooms(1).stream().map(SealedRoom::id).collect(Collectors.toSet());
    return rooms.stream()
        .map(room -> new Share(room, grown.contains(room.id()) ? head : 0, random.nextDouble()))
        .toList();
  }

  /// How many are there: each has readers.
  private int generations() throws SQLException {
    int generations = 0;
    while (number(
            "SELECT count(*) FROM app_user WHERE id = '%s'".formatted(Cast.reader(generations, 0)))
        > 0) {
      generations++;
    }
    return generations;
  }

  private void tidy() throws SQLException {
    connection.setAutoCommit(true);
    execute(FillStatements.TIDY);
    connection.setAutoCommit(false);
  }

  private long execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return statement.execute(sql) ? 0 : statement.getLargeUpdateCount();
    }
  }

  private void update(String sql, Object... parameters) throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      statement.executeUpdate();
    }
  }

  private long number(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
