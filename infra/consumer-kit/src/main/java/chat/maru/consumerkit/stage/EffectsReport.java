package chat.maru.consumerkit.stage;

import chat.maru.contract.json.ContractJson;
import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;

/// What one run of a consumer tells, read as far as it is there. The last line counts when it is
/// complete.
///
/// The path is a file, or a pipe: then nothing leaves it before [#read], and a writer blocks once
/// it is full. Reading never blocks.
final class EffectsReport implements AutoCloseable {
  private static final int CHUNK = 64 * 1024;

  private final RandomAccessFile file;
  private final FileInputStream in;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final List<Effect> effects = new ArrayList<>();
  private final List<String> strange = new ArrayList<>();

  /// Opens a pipe for both ways, so that neither side waits for the other to open it.
  EffectsReport(Path path) {
    try {
      file = new RandomAccessFile(path.toFile(), "rw");
      in = new FileInputStream(file.getFD());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Takes in what has come since.
  void read() {
    try {
      for (int there = in.available(); there > 0; there = in.available()) {
        take(in.readNBytes(Math.min(there, CHUNK)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// How much is there that was not read.
  int waiting() {
    try {
      return in.available();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<Effect> effects() {
    return effects;
  }

  /// Lines that are no effects.
  List<String> strange() {
    return strange;
  }

  private void take(byte[] bytes) {
    for (byte b : bytes) {
      if (b != '\n') {
        line.write(b);
      } else {
        take(line.toString(StandardCharsets.UTF_8));
        line.reset();
      }
    }
  }

  private void take(String text) {
    try {
      Effect effect = ContractJson.mapper().readValue(text, Effect.class);
      if (effect != null && effect.eventId() != null && effect.roomId() != null) {
        effects.add(effect);
        return;
      }
    } catch (JacksonException _) {
      // Told below, with all that is no effect.
    }
    strange.add(text);
  }

  @Override
  public void close() {
    try (file) {
      in.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
