package chat.maru.cluster.history.record;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// One line of a history.
///
/// @param client name of the device, and of its file
/// @param user id of the device's user
/// @param at microseconds since 1970
public record Recorded(String client, String user, long at, HistoryEvent event) {

  /// The client name of what the database held at the end; its user is empty.
  public static final String DATABASE = "database";

  /// The client name of what the public stream held at the end; its user is empty.
  public static final String STREAM = "stream";

  public static Recorded ofDatabase(long at, HistoryEvent event) {
    return new Recorded(DATABASE, "", at, event);
  }

  public static Recorded ofStream(long at, HistoryEvent event) {
    return new Recorded(STREAM, "", at, event);
  }

  @Override
  public String toString() {
    return "%s %s %s".formatted(Instant.EPOCH.plus(at, ChronoUnit.MICROS), client, event);
  }
}
