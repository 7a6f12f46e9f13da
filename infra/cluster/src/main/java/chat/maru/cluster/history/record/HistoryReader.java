package chat.maru.cluster.history.record;

import chat.maru.contract.json.ContractJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.module.SimpleModule;

/// Reads all `*.jsonl` of a folder. The last line of a client's file may be cut off, as a killed
/// client leaves it: it is left out and noted. Any other line that can't be read is an error, for a
/// verdict on half a history would be worth nothing.
public final class HistoryReader {
  /// Written by the run itself, at its end.
  private static final Set<String> WITHOUT_CUT =
      Set.of(Recorded.DATABASE + HistoryWriter.ENDING, Recorded.STREAM + HistoryWriter.ENDING);

  private final ObjectReader json =
      ContractJson.mapper()
          .rebuild()
          .addModule(new SimpleModule("shared").addDeserializer(String.class, new SharedStrings()))
          .build()
          .readerFor(Recorded.class);
  private final List<Recorded> entries = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  private HistoryReader() {}

  /// @throws IllegalArgumentException naming the file and the line that can't be read
  public static Records read(Path folder) throws IOException {
    HistoryReader reader = new HistoryReader();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        if (file.toString().endsWith(HistoryWriter.ENDING)) {
          reader.readFile(file);
        }
      }
    }
    return new Records(reader.entries, reader.notes);
  }

  private void readFile(Path file) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            // A cut may go through a character.
            new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
      int number = 1;
      String line = lines.readLine();
      while (line != null) {
        String next = lines.readLine();
        readLine(file, number++, line, next == null);
        line = next;
      }
    }
  }

  private void readLine(Path file, int number, String line, boolean last) {
    try {
      entries.add(json.readValue(line));
    } catch (JacksonException e) {
      String where = "%s, line %d".formatted(file.getFileName(), number);
      if (!last || WITHOUT_CUT.contains(file.getFileName().toString())) {
        throw new IllegalArgumentException(where + ": " + e.getOriginalMessage(), e);
      }
      notes.add(where + " is cut off and left out");
    }
  }

  /// A message's ids are in many events: each is kept once, or a long run would not fit in memory.
  private static final class SharedStrings extends StdDeserializer<String> {
    private final transient Map<String, String> strings = new HashMap<>();

    SharedStrings() {
      super(String.class);
    }

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context) {
      String value = parser.getValueAsString();
      String earlier = strings.putIfAbsent(value, value);
      return earlier == null ? value : earlier;
    }
  }
}
