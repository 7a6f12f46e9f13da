package chat.maru.cluster.e2e;

import chat.maru.testkit.server.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;

/// A server's folder as it was at one moment, while the server is down; it lies beside the
/// original.
///
/// @param folder where the server keeps its data
record DataCopy(Path folder, Path copy) {

  static DataCopy of(Path folder) {
    Path copy = folder.resolveSibling(folder.getFileName() + ".older");
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.toList()) {
        Files.copy(path, copy.resolve(folder.relativize(path)), StandardCopyOption.COPY_ATTRIBUTES);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new DataCopy(folder, copy);
  }

  /// The copy becomes the folder; what was there is lost.
  void putBack() {
    Folders.delete(folder);
    try {
      Files.move(copy, folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
