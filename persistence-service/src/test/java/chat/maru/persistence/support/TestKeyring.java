package chat.maru.persistence.support;

import chat.maru.contract.cipher.Keyring;
import chat.maru.contract.cipher.MessageCipher;
import chat.maru.contract.cipher.SealedText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// The keys of this JVM's tests, with which scenes seal and services open.
public final class TestKeyring {
  private static final Keyring KEYRING = Keyring.generate();
  private static final MessageCipher CIPHER = KEYRING.messageCipher();
  private static final Path FILE = save();
  private static final Map<Sealed, SealedText> TEXTS = new ConcurrentHashMap<>();

  private record Sealed(UUID roomId, UUID messageId, String text) {}

  private TestKeyring() {}

  public static MessageCipher cipher() {
    return CIPHER;
  }

  public static Path file() {
    return FILE;
  }

  /// Equal for equal arguments, so that a record made twice is equal, too.
  static SealedText seal(UUID roomId, UUID messageId, String text) {
    return TEXTS.computeIfAbsent(
        new Sealed(roomId, messageId, text), _ -> CIPHER.seal(roomId, messageId, text));
  }

  private static Path save() {
    try {
      Path folder = Files.createTempDirectory("maru-keyring");
      Path file = folder.resolve("keyring.json");
      KEYRING.save(file);
      folder.toFile().deleteOnExit();
      file.toFile().deleteOnExit();
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
