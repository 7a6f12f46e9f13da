package chat.maru.operation.start;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/// How a demand is met.
enum Form {
  VALUE {
    @Override
    Optional<String> fault(Settings settings, String name) {
      return settings.has(name) ? Optional.empty() : NONE;
    }
  },
  FILE {
    @Override
    Optional<String> fault(Settings settings, String name) {
      return settings.has(name) ? unreadable(settings.text(name)) : NONE;
    }
  },
  /// A host, or what stands in its place in a cluster.
  REDIS_ADDRESS {
    @Override
    Optional<String> fault(Settings settings, String name) {
      return settings.hasAny(
              name,
              "spring.data.redis.url",
              "spring.data.redis.sentinel.nodes",
              "spring.data.redis.cluster.nodes")
          ? Optional.empty()
          : NONE;
    }
  },
  /// A password, also in the URL, unless the operator has said that the network is the guard.
  REDIS_CREDENTIAL {
    @Override
    Optional<String> fault(Settings settings, String name) {
      boolean inUrl = settings.text("spring.data.redis.url").matches("rediss?://[^/@]*:[^/@]+@.*");
      return settings.has(name) || inUrl || waived(settings, "redis") ? Optional.empty() : NONE;
    }
  },
  /// A password, or the client's certificate, with the same exception.
  DATABASE_CREDENTIAL {
    @Override
    Optional<String> fault(Settings settings, String name) {
      boolean certificate = settings.text("spring.datasource.url").contains("sslkey=");
      return settings.has(name) || certificate || waived(settings, "postgresql")
          ? Optional.empty()
          : NONE;
    }
  };

  private static final Optional<String> NONE = Optional.of("none");

  /// What is wrong, or empty.
  abstract Optional<String> fault(Settings settings, String name);

  private static boolean waived(Settings settings, String backend) {
    return settings.list("maru.tls.allow-plaintext-backends").contains(backend);
  }

  private static Optional<String> unreadable(String file) {
    try {
      Path path = Path.of(file);
      return Files.isRegularFile(path) && Files.isReadable(path)
          ? Optional.empty()
          : Optional.of(file + " can't be read");
    } catch (InvalidPathException e) {
      return Optional.of("no name of a file");
    }
  }
}
