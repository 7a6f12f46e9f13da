package chat.maru.persistence.key;

import chat.maru.contract.cipher.KeyEncryptionKey;
import chat.maru.contract.cipher.Keyring;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/// What an operator does to keys, each step while everything runs. The keyring is read from its
/// file at each step and written back whole.
final class KeyCommands {
  private final Path file;
  private final String kek;
  private final Rewrapping rewrapping;
  private final Supplier<Resealing> resealing;
  private final Clock clock;

  KeyCommands(
      Path file, String kek, Rewrapping rewrapping, Supplier<Resealing> resealing, Clock clock) {
    this.file = file;
    this.kek = kek;
    this.rewrapping = rewrapping;
    this.resealing = resealing;
    this.clock = clock;
  }

  /// Adds a key that unwraps only.
  String add() {
    Keyring next = keyring().withNewKey();
    write(next, kek);
    return "the keyring has " + next.size() + " keys; let all nodes read it, then promote";
  }

  /// Lets the newest key wrap.
  String promote() {
    write(keyring().withNewestPrimary(), kek);
    return "the newest key wraps; let all nodes read it, then rewrap";
  }

  /// Where it had to, the file counts as changed now: nodes remember for a while what was wrapped
  /// by the old key.
  String rewrap() {
    int rewrapped = rewrapping.run(keyring());
    if (rewrapped > 0) {
      touch();
    }
    return rewrapped + " keys are wrapped again";
  }

  /// Destroys all keys of the keyring but the one that wraps, and with them every old copy of what
  /// they wrapped.
  ///
  /// @param settled for how long the keyring must have been as it is, and nothing wrapped again: a
  ///   node that has not read it yet would wrap with a key that goes
  String drop(Duration settled) {
    Keyring keyring = keyring();
    if (changedAt().plus(settled).isAfter(clock.instant())) {
      throw new IllegalStateException(
          "keyring: changed less than " + settled + " ago (expected: read by all nodes)");
    }
    if (rewrapping.isNeeded(keyring)) {
      throw new IllegalStateException("keys: wrapped by an old key (expected: none; rewrap first)");
    }
    write(keyring.withPrimaryAlone(), kek);
    return keyring.size() - 1 + " old keys are destroyed";
  }

  /// Wraps the keyring by another key-encryption key.
  String moveTo(String uri) {
    write(keyring(), uri);
    return "the keyring is wrapped by " + uri + "; set maru.kek to it";
  }

  /// Data keys of this age seal no more.
  String retire(Duration age) {
    return resealing.get().retire(age) + " data keys are retired";
  }

  /// Seals again what retired data keys sealed.
  String reseal() {
    return resealing.get().run() + " messages are sealed again";
  }

  private Keyring keyring() {
    return Keyring.load(file, KeyEncryptionKey.of(kek));
  }

  private void write(Keyring next, String wrappedBy) {
    try {
      next.replace(file, KeyEncryptionKey.of(wrappedBy));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void touch() {
    try {
      Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Instant changedAt() {
    try {
      return Files.getLastModifiedTime(file).toInstant();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
