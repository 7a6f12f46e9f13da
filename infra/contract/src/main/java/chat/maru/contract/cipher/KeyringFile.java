package chat.maru.contract.cipher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The keyring in a file, read again within [#LOOK] after the file has changed, without a restart.
/// A file that can't be read any more changes nothing: the keyring that was read last stays.
///
/// The file is looked at by a thread of its own, never by one that asks for the keyring.
public final class KeyringFile implements Supplier<Keyring>, AutoCloseable {
  public static final Duration LOOK = Duration.ofSeconds(5);

  private final Path file;
  private final String kek;
  private final Consumer<Exception> complaints;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("keyring").daemon().factory());

  private byte[] read; // by the constructor, then the thread alone

  private volatile Keyring keyring;

  /// @param kek URI of the key that wraps it
  /// @param complaints is told each time that a changed file can't be read
  /// @throws IllegalArgumentException when there is no such keyring
  public KeyringFile(Path file, String kek, Consumer<Exception> complaints) {
    this(file, kek, complaints, LOOK);
  }

  KeyringFile(Path file, String kek, Consumer<Exception> complaints, Duration look) {
    this.file = file;
    this.kek = kek;
    this.complaints = complaints;
    this.keyring = Keyring.load(file, KeyEncryptionKey.of(kek));
    this.read = bytes(file);
    var _ =
        thread.scheduleWithFixedDelay(
            this::look, look.toMillis(), look.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public Keyring get() {
    return keyring;
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }

  private void look() {
    try {
      readAgainIfChanged();
    } catch (RuntimeException e) {
      complaints.accept(e);
    }
  }

  /// Also the key that wraps it may be another now.
  private void readAgainIfChanged() {
    byte[] now = bytes(file);
    if (!Arrays.equals(read, now)) {
      keyring = Keyring.load(file, KeyEncryptionKey.of(kek));
      read = now;
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new IllegalArgumentException("keyring file: " + file + " (expected: readable)", e);
    }
  }
}
