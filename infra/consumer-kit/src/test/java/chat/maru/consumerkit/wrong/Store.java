package chat.maru.consumerkit.wrong;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Effects in one file that all instances share, and the report for the check. Thread-safe.
final class Store {
  private final Path file;
  private final boolean dedupes;
  private final OutputStream effects;
  private final OutputStream report;
  private final Set<String> known = new HashSet<>();

  Store(Path folder, Path report, Fault fault) throws IOException {
    file = folder.resolve("effects.jsonl");
    dedupes = fault != Fault.NO_DEDUPE;
    effects = new FileOutputStream(file.toFile(), true);
    this.report = new FileOutputStream(report.toFile(), true);
    this.report.write(Files.readAllBytes(file));
    if (fault != Fault.FORGETFUL) {
      learn();
    }
  }

  /// Takes in what is there, also of another instance that had the rooms before.
  synchronized void learn() throws IOException {
    known.addAll(Files.readAllLines(file));
  }

  synchronized void put(String line) {
    if (dedupes && !known.add(line)) {
      return;
    }
    byte[] bytes = (line + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8);
    for (OutputStream out : List.of(effects, report)) {
      try {
        out.write(bytes);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
