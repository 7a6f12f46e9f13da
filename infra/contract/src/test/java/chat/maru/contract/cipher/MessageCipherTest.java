package chat.maru.contract.cipher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.maru.contract.event.Content;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MessageCipherTest {
  private static final String TEXT = "내일 2시에 빌릴 수 있을까요? ⛺";
  private final UUID room = UUID.randomUUID();
  private final UUID message = UUID.randomUUID();
  private final Keyring keyring = Keyring.generate();
  private final MessageCipher cipher = keyring.messageCipher();

  @Test
  void d14_sealedTextOpensToItselfAndShowsNothing() {
    Content content = cipher.seal(room, message, TEXT).content();

    assertThat(cipher.open(room, message, content)).isEqualTo(TEXT);
    assertThat(new String(content.ciphertext(), StandardCharsets.UTF_8)).doesNotContain("내일");
    assertThat(content.toString()).doesNotContain("[B@", "내일");
  }

  @Test
  void d14_contentIsBoundToItsRoomAndMessage() {
    Content content = cipher.seal(room, message, TEXT).content();

    assertThatThrownBy(() -> cipher.open(UUID.randomUUID(), message, content))
        .isInstanceOf(UnreadableContentException.class);
    assertThatThrownBy(() -> cipher.open(room, UUID.randomUUID(), content))
        .isInstanceOf(UnreadableContentException.class);
  }

  @Test
  void d14_alteredContentDoesNotOpen() {
    Content content = cipher.seal(room, message, TEXT).content();
    content.ciphertext()[content.ciphertext().length - 1] ^= 1;

    assertThatThrownBy(() -> cipher.open(room, message, content))
        .isInstanceOf(UnreadableContentException.class);
  }

  @Test
  void d2_digestTellsTheSameTextFromAnotherWhileCiphertextsDiffer() {
    SealedText first = cipher.seal(room, message, TEXT);
    SealedText again = cipher.seal(room, message, TEXT);
    SealedText other = cipher.seal(room, message, TEXT + "!");

    assertThat(again.digest()).isEqualTo(first.digest()).isNotEqualTo(other.digest());
    assertThat(again.content().ciphertext()).isNotEqualTo(first.content().ciphertext());
  }

  @Test
  void d14_digestIsKeyedAndBoundToItsMessage() {
    byte[] digest = cipher.seal(room, message, TEXT).digest();

    assertThat(cipher.seal(room, UUID.randomUUID(), TEXT).digest()).isNotEqualTo(digest);
    assertThat(Keyring.generate().messageCipher().seal(room, message, TEXT).digest())
        .isNotEqualTo(digest);
  }

  @Test
  void savedKeyringOpensWhatTheFirstSealedAndOnlyItsOwnerMayReadIt(@TempDir Path folder)
      throws IOException {
    Path file = folder.resolve("keyring.json");
    keyring.save(file);
    SealedText sealed = cipher.seal(room, message, TEXT);

    MessageCipher loaded = Keyring.load(file).messageCipher();

    assertThat(loaded.open(room, message, sealed.content())).isEqualTo(TEXT);
    assertThat(loaded.seal(room, message, TEXT).digest()).isEqualTo(sealed.digest());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThatThrownBy(() -> Keyring.generate().save(file))
        .isInstanceOf(FileAlreadyExistsException.class);
  }

  @Test
  void missingOrBrokenKeyringIsNamed(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("keyring.json");
    assertThatThrownBy(() -> Keyring.load(file)).hasMessageContaining("keyring.json");
    for (String broken : new String[] {"", "{}", "{\"content\":\"x\"}", "[]", "null"}) {
      Files.writeString(file, broken);
      assertThatThrownBy(() -> Keyring.load(file))
          .as(broken)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("keyring.json");
    }
  }

  @Test
  void wrappedSecretOpensForItsPurposeOnly() {
    byte[] secret = "a private key".getBytes(StandardCharsets.UTF_8);
    byte[] wrapped = keyring.wrap(secret, "signing-key:1");

    assertThat(keyring.unwrap(wrapped, "signing-key:1")).isEqualTo(secret);
    assertThatThrownBy(() -> keyring.unwrap(wrapped, "signing-key:2"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
