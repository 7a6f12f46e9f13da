package chat.maru.persistence.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.maru.contract.cipher.KeyEncryptionKey;
import chat.maru.contract.cipher.Keyring;
import chat.maru.persistence.RefusedStartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyConfigurationTest {
  private final KeyConfiguration configuration = new KeyConfiguration();
  @TempDir Path folder;

  @Test
  void withoutAKeyringOrWhatWrapsItTheServiceDoesNotStartAndSaysSo() {
    assertThatThrownBy(() -> configuration.keyringFile(null, "file:/kek"))
        .isInstanceOf(RefusedStartException.class)
        .hasMessage("maru.keyring-file: none");
    assertThatThrownBy(() -> configuration.keyringFile(folder, null))
        .isInstanceOf(RefusedStartException.class)
        .hasMessage("maru.kek: none");
  }

  @Test
  void aFileThatIsNoKeyringIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("keyring.json"), "{}");
    String kek = KeyEncryptionKey.make(folder.resolve("kek.json"));

    assertThatThrownBy(() -> configuration.keyringFile(file, kek))
        .isInstanceOf(RefusedStartException.class)
        .hasMessageContaining("expected: a keyring");
  }

  @Test
  void withBothItHasTheKeyring() throws IOException {
    Path file = folder.resolve("keyring.json");
    String kek = KeyEncryptionKey.make(folder.resolve("kek.json"));
    Keyring.generate().save(file, KeyEncryptionKey.of(kek));

    try (var keyring = configuration.keyringFile(file, kek)) {
      assertThat(keyring.get().size()).isOne();
    }
  }
}
