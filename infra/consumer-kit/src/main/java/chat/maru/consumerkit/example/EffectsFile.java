package chat.maru.consumerkit.example;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Tells the check what the store holds: at the start all of it, then each message when it is
/// durable and before its offset is committed. This is all that the check asks of a consumer.
final class EffectsFile implements AutoCloseable {
  private final OutputStream out;

  private EffectsFile(OutputStream out) {
    this.out = out;
  }

  /// Appends to the file, which may also be a pipe; tells nobody when there is none.
  static EffectsFile open(Optional<Path> path) throws IOException {
    return new EffectsFile(
        path.isPresent()
            ? new FileOutputStream(path.get().toFile(), true)
            : OutputStream.nullOutputStream());
  }

  void tell(List<StoredMessage> messages) throws IOException {
    for (StoredMessage message : messages) {
      out.write(message.line().getBytes(StandardCharsets.UTF_8));
    }
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
