package chat.maru.cluster.history.record;

import chat.maru.contract.json.ContractJson;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Writes one client's file. Safe for any thread; lines are in the order of the calls. What was
/// written since the last [#flush] is lost with the process.
public final class HistoryWriter implements AutoCloseable {
  static final String ENDING = ".jsonl";

  @GuardedBy("this")
  private final BufferedWriter lines;

  private HistoryWriter(BufferedWriter lines) {
    this.lines = lines;
  }

  /// @param client becomes the file's name, which must not be there yet
  public static HistoryWriter create(Path folder, String client) throws IOException {
    if (!client.matches("[\\w.-]+")) {
      throw new IllegalArgumentException(
          "client: " + client + " (expected: letters, digits, dots, dashes)");
    }
    Path file = Files.createFile(folder.resolve(client + ENDING));
    return new HistoryWriter(Files.newBufferedWriter(file));
  }

  public void write(Recorded entry) {
    String line = ContractJson.mapper().writeValueAsString(entry);
    synchronized (this) {
      try {
        lines.write(line);
        lines.write('\n');
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  public synchronized void flush() throws IOException {
    lines.flush();
  }

  @Override
  public synchronized void close() throws IOException {
    lines.close();
  }
}
