package chat.maru.cluster.launcher;

import chat.maru.cluster.state.ClusterState;
import chat.maru.contract.cipher.KeyEncryptionKey;
import chat.maru.contract.cipher.Keyring;
import chat.maru.testkit.server.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/// What survives a restart, held by one launcher at a time. See the package's table for what is in
/// it.
final class DataFolder implements AutoCloseable {

  private static final String MARKER = ".maru-data";
  private static final String LOCK = "cluster.lock";
  private static final String DEMO = "demo";

  private final Path root;
  private final FileChannel lockFile;
  private final FileLock lock;

  private DataFolder(Path root, FileChannel lockFile, FileLock lock) {
    this.root = root;
    this.lockFile = lockFile;
    this.lock = lock;
  }

  /// Takes the folder for this launcher, makes it when it is missing, empties it when asked. Throws
  /// in one line when the folder is not ours or another launcher has it.
  static DataFolder open(Path root, boolean fresh) {
    try {
      claim(root);
      var folder = lock(root);
      if (fresh) {
        folder.empty();
      }
      folder.putOldLogsAside();
      Folders.delete(folder.temporary());
      Files.createDirectories(folder.temporary());
      return folder;
    } catch (IOException e) {
      throw new ClusterException("data folder %s: %s".formatted(root, e.getMessage()));
    }
  }

  Path root() {
    return root;
  }

  Path server(String name) {
    return root.resolve(name);
  }

  Path logs() {
    return root.resolve("logs");
  }

  Path log(String name) {
    return logs().resolve(name + ".log");
  }

  /// For what services unpack and would leave behind when they are killed; emptied by each start.
  Path temporary() {
    return root.resolve("tmp");
  }

  /// Where a service that ends leaves it, after a [Rehearsal].
  static Path aotCache(Path root, String name) {
    return root.resolve(name + ".aot");
  }

  Path stateFile() {
    return root.resolve("cluster.json");
  }

  /// What a Prometheus of this machine is to scrape.
  Path targets() {
    return root.resolve("prometheus/targets.json");
  }

  /// Made at first use; never replaced, because what it encrypted would be lost with it.
  Path keyring() {
    Path file = root.resolve("keyring.json");
    if (!Files.exists(file)) {
      try {
        Keyring.generate().save(file, KeyEncryptionKey.of(kek()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return file;
  }

  /// URI of the key that wraps the keyring, made at first use, before the keyring.
  String kek() {
    Path file = root.resolve("kek.json");
    if (!Files.exists(file) && Files.exists(root.resolve("keyring.json"))) {
      throw new ClusterException(
          "data folder %s: its keyring is of an older Maru or lost its key (expected: kek.json); "
                  .formatted(root)
              + "empty it with --fresh or choose another --data");
    }
    try {
      return Files.exists(file) ? "file:" + file : KeyEncryptionKey.make(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Made at first use.
  Path serviceToken() {
    Path file = root.resolve("service-token");
    if (!Files.exists(file)) {
      byte[] token = new byte[32];
      new SecureRandom().nextBytes(token);
      Folders.writeSecret(file, HexFormat.of().formatHex(token));
    }
    return file;
  }

  /// Whether the demo's accounts and posts were ever made here.
  boolean hasDemo() {
    return Files.exists(root.resolve(DEMO));
  }

  /// They are not made here again, whatever becomes of them.
  void noteDemo() {
    try {
      Files.writeString(root.resolve(DEMO), "The demo's accounts and posts were made.\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The local authority and what it has issued; see [LocalCertificates].
  Path certificates() {
    return root.resolve("tls");
  }

  /// Whole or not at all, and for the owner's eyes: it names the database's password.
  void write(ClusterState state) {
    Path fresh = root.resolve("cluster.json.new");
    Folders.writeSecret(fresh, state.json());
    try {
      Files.move(
          fresh, stateFile(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Lets the next launcher in. State and targets go: nothing of them is true any more.
  @Override
  public void close() {
    try {
      Files.deleteIfExists(stateFile());
      Files.deleteIfExists(targets());
      lock.release();
      lockFile.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void claim(Path root) throws IOException {
    Files.createDirectories(root);
    Path marker = root.resolve(MARKER);
    if (Files.exists(marker)) {
      return;
    }
    try (Stream<Path> content = Files.list(root)) {
      if (content.findAny().isPresent()) {
        throw new ClusterException(
            "data folder %s: holds files that are not Maru's (expected: an empty folder or one that"
                    .formatted(root)
                + " the launcher made)");
      }
    }
    Files.writeString(
        marker, "Data of a local Maru cluster. infra/up --fresh empties this folder.\n");
  }

  private static DataFolder lock(Path root) throws IOException {
    Path file = root.resolve(LOCK);
    var channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    FileLock lock;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null;
    }
    if (lock == null) {
      channel.close();
      throw new ClusterException(
          "data folder %s: in use by another launcher (pid %s); stop it or choose another --data"
              .formatted(root, Files.readString(file).strip()));
    }
    channel.truncate(0);
    channel.write(StandardCharsets.UTF_8.encode(Long.toString(ProcessHandle.current().pid())));
    return new DataFolder(root, channel, lock);
  }

  private void empty() throws IOException {
    var keep = List.of(MARKER, LOCK);
    try (Stream<Path> content = Files.list(root)) {
      for (Path path : content.toList()) {
        if (!keep.contains(path.getFileName().toString())) {
          Folders.delete(path);
        }
      }
    }
  }

  private void putOldLogsAside() throws IOException {
    Files.createDirectories(logs());
    Path previous = logs().resolve("previous");
    Folders.delete(previous);
    Files.createDirectories(previous);
    try (Stream<Path> old = Files.list(logs())) {
      for (Path log : old.filter(Files::isRegularFile).toList()) {
        Files.move(log, previous.resolve(log.getFileName()));
      }
    }
  }
}
