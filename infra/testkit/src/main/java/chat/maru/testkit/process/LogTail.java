package chat.maru.testkit.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/// The end of one run's log.
///
/// @param lines the last lines, oldest first, blank ones left out
record LogTail(List<String> lines) {

  private static final int BYTES = 64 * 1024;
  private static final int LONGEST = 300;
  private static final Pattern CAUSE = Pattern.compile("^Caused by: .+");
  private static final Pattern ERROR =
      Pattern.compile(
          "\\b(ERROR|FATAL|PANIC)\\b|^(Error|error|fatal)\\b|\\b\\w+(Exception|Error):");

  /// Reads what was written since `start`, at most the last 64 KiB of it; a log that cannot be read
  /// has no lines.
  static LogTail read(Path log, long start) {
    try (var file = new RandomAccessFile(log.toFile(), "r")) {
      long from = Math.clamp(file.length() - BYTES, Math.min(start, file.length()), file.length());
      file.seek(from);
      byte[] bytes = new byte[(int) (file.length() - from)];
      file.readFully(bytes);
      return new LogTail(
          new String(bytes, StandardCharsets.UTF_8).lines().filter(l -> !l.isBlank()).toList());
    } catch (IOException e) {
      return new LogTail(List.of());
    }
  }

  /// What Spring Boot describes as the reason it did not start; else the root cause; else the last
  /// error; else the last line.
  String lastWords() {
    int described = lines.lastIndexOf("Description:");
    if (described >= 0 && described + 1 < lines.size()) {
      return shorten(lines.get(described + 1));
    }
    return lines.reversed().stream()
        .filter(CAUSE.asPredicate())
        .findFirst()
        .or(() -> lines.reversed().stream().filter(ERROR.asPredicate()).findFirst())
        .or(() -> lines.reversed().stream().findFirst())
        .map(LogTail::shorten)
        .orElse("it wrote nothing");
  }

  private static String shorten(String line) {
    String stripped = line.strip();
    return stripped.length() <= LONGEST ? stripped : stripped.substring(0, LONGEST) + "…";
  }
}
