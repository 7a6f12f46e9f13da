package chat.maru.cluster.e2e;

import chat.maru.testkit.server.Database;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Where a [Needle] lies: place by place, with the forms that were found there.
final class Haystack {
  private static final int CHUNK = 1 << 20;
  private static final int PAGE = 4_096;
  private static final int OVERLAP = 1 << 10;
  private static final byte[] ZEROS = new byte[CHUNK];

  private final Needle needle;
  private final Map<String, List<String>> found = new TreeMap<>();
  private long bytes;

  Haystack(Needle needle) {
    this.needle = needle;
  }

  /// By place; empty when it is nowhere.
  Map<String, List<String>> found() {
    return found;
  }

  /// How much was looked at, without the zeros.
  long bytes() {
    return bytes;
  }

  Haystack text(String place, String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    look(place, utf8, utf8.length);
    return this;
  }

  Haystack bytes(String place, byte[] content) {
    look(place, content, content.length);
    return this;
  }

  /// Every file under the folder, as it lies there.
  Haystack folder(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        try (InputStream in = Files.newInputStream(file)) {
          stream(folder.relativize(file).toString(), in);
        }
      }
    }
    return this;
  }

  /// What the process has in memory that it may write to. Needs the right to trace it, as root or a
  /// parent has.
  Haystack memory(String place, long pid) throws IOException {
    try (var memory = new RandomAccessFile("/proc/" + pid + "/mem", "r")) {
      for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/maps"))) {
        String[] columns = line.split("[ -]");
        if (columns[2].startsWith("rw")) {
          region(place, memory, Long.parseLong(columns[0], 16), Long.parseLong(columns[1], 16));
        }
      }
    }
    return this;
  }

  /// Every row of every table of ours, each column cast to text: bytes come as hexadecimal digits.
  Haystack tables(Database database) throws SQLException {
    try (Connection connection = database.connect();
        var statement = connection.createStatement()) {
      for (String table : tables(connection)) {
        try (ResultSet rows = statement.executeQuery("SELECT t::text FROM %s t".formatted(table))) {
          while (rows.next()) {
            text(table, rows.getString(1));
          }
        }
      }
    }
    return this;
  }

  private static List<String> tables(Connection connection) throws SQLException {
    var tables = new ArrayList<String>();
    try (var statement = connection.createStatement();
        ResultSet names =
            statement.executeQuery(
                "SELECT format('%I.%I', table_schema, table_name) FROM information_schema.tables"
                    + " WHERE table_schema NOT IN ('pg_catalog', 'information_schema')")) {
      while (names.next()) {
        tables.add(names.getString(1));
      }
    }
    return tables;
  }

  private void region(String place, RandomAccessFile memory, long from, long to) {
    for (long at = from; at < to; at += CHUNK - OVERLAP) {
      byte[] chunk = new byte[(int) Math.min(CHUNK, to - at)];
      for (int page = 0; page < chunk.length; page += PAGE) {
        readPage(memory, at + page, chunk, page);
      }
      look(place, chunk, chunk.length);
    }
  }

  /// A guard page, or one that the process has given back meanwhile, stays zeros.
  private static void readPage(RandomAccessFile memory, long at, byte[] chunk, int page) {
    try {
      memory.seek(at);
      memory.readFully(chunk, page, Math.min(PAGE, chunk.length - page));
    } catch (IOException e) {
      Arrays.fill(chunk, page, Math.min(page + PAGE, chunk.length), (byte) 0);
    }
  }

  private void stream(String place, InputStream in) throws IOException {
    byte[] chunk = new byte[CHUNK];
    int kept = 0;
    for (int read = in.readNBytes(chunk, 0, CHUNK); read > 0; ) {
      look(place, chunk, kept + read);
      int length = kept + read;
      kept = Math.min(OVERLAP, length);
      System.arraycopy(chunk, length - kept, chunk, 0, kept);
      read = in.readNBytes(chunk, kept, CHUNK - kept);
    }
  }

  private void look(String place, byte[] chunk, int length) {
    if (length <= CHUNK && Arrays.equals(chunk, 0, length, ZEROS, 0, length)) {
      return; // Kafka's files are longer than what is in them
    }
    bytes += length;
    List<String> forms = needle.foundIn(chunk, length);
    if (!forms.isEmpty()) {
      var all = new TreeSet<>(forms);
      all.addAll(found.getOrDefault(place, List.of()));
      found.put(place, List.copyOf(all));
    }
  }
}
