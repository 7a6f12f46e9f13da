package chat.maru.contract.cipher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.Aead;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class KeyringTest {
  private final UUID room = UUID.randomUUID();
  private final UUID message = UUID.randomUUID();
  private final Keyring keyring = Keyring.generate();
  @TempDir Path folder;
  private Path file;
  private String uri;
  private Aead kek;

  @BeforeEach
  void key() throws IOException {
    file = folder.resolve("keyring.json");
    uri = KeyEncryptionKey.make(folder.resolve("kek.json"));
    kek = KeyEncryptionKey.of(uri);
  }

  @Test
  void d14_savedKeyringOpensWhatTheFirstSealedAndOnlyItsOwnerMayReadIt() throws IOException {
    keyring.save(file, kek);
    WrappedKey wrapped = keyring.newDataKey();
    SealedText sealed = keyring.open(wrapped).seal(room, message, "hello");

    DataKey loaded = Keyring.load(file, kek).open(wrapped);

    assertThat(loaded.open(room, message, sealed.content())).isEqualTo("hello");
    assertThat(loaded.seal(room, message, "hello").digest()).isEqualTo(sealed.digest());
    assertThat(permissions(file)).isEqualTo("rw-------");
    assertThat(permissions(folder.resolve("kek.json"))).isEqualTo("rw-------");
    assertThatThrownBy(() -> Keyring.generate().save(file, kek))
        .isInstanceOf(FileAlreadyExistsException.class);
  }

  @Test
  void d14_aKeyringDoesNotOpenWithoutTheKeyThatWrapsIt() throws IOException {
    keyring.save(file, kek);
    Aead other = KeyEncryptionKey.of(KeyEncryptionKey.make(folder.resolve("other.json")));

    assertThat(Files.readString(file)).contains("encryptedKeyset");
    assertThatThrownBy(() -> Keyring.load(file, other)).hasMessageContaining("keyring.json");
  }

  @Test
  void missingOrBrokenKeyringIsNamed() throws IOException {
    assertThatThrownBy(() -> Keyring.load(file, kek)).hasMessageContaining("keyring.json");
    for (String broken : new String[] {"", "{}", "{\"encryptedKeyset\":\"x\"}", "[]", "null"}) {
      Files.writeString(file, broken);
      assertThatThrownBy(() -> Keyring.load(file, kek))
          .as(broken)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("keyring.json");
    }
  }

  @Test
  void aKeyEncryptionKeyThatIsNotThereIsNamed() {
    for (String absent : new String[] {"file:/nowhere/kek.json", "unknown-kms://key", "kek.json"}) {
      assertThatThrownBy(() -> KeyEncryptionKey.of(absent))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(absent);
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

  @Test
  void d14_wrappedKeyDoesNotOpenUnderAnotherId() {
    WrappedKey one = keyring.newDataKey();
    WrappedKey moved = new WrappedKey(keyring.newDataKey().keyId(), one.wrapped());

    assertThatThrownBy(() -> keyring.open(moved)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void d14_rotationOpensWhatIsOldUntilTheOldKeyGoes() {
    WrappedKey old = keyring.newDataKey();

    Keyring announced = keyring.withNewKey();
    Keyring rotated = announced.withNewestPrimary();
    WrappedKey fresh = rotated.newDataKey();
    WrappedKey again = rotated.rewrap(old);
    Keyring alone = rotated.withPrimaryAlone();

    assertThat(announced.wrappedByPrimary(announced.newDataKey().wrapped())).isTrue();
    assertThat(keyring.open(announced.newDataKey())).isNotNull(); // by nodes that lag behind
    assertThat(rotated.wrappedByPrimary(old.wrapped())).isFalse();
    assertThat(rotated.wrappedByPrimary(again.wrapped())).isTrue();
    assertThat(announced.open(fresh)).isNotNull();
    assertThat(rotated.open(old)).isNotNull();
    assertThat(alone.size()).isOne();
    assertThat(alone.open(again)).isNotNull();
    assertThatThrownBy(() -> alone.open(old)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @Timeout(30)
  void aChangedFileIsReadWithoutARestartAndABrokenOneIsComplainedOf() throws Exception {
    keyring.save(file, kek);
    BlockingQueue<Exception> complaints = new LinkedBlockingQueue<>();
    try (KeyringFile watched = new KeyringFile(file, uri, complaints::add, Duration.ofMillis(20))) {
      Files.writeString(file, "broken");
      assertThat(complaints.poll(20, TimeUnit.SECONDS)).hasMessageContaining("keyring.json");
      assertThat(watched.get().size()).isOne();

      keyring.withNewKey().replace(file, kek);
      complaints.clear();
      while (watched.get().size() == 1) {
        LockSupport.parkNanos(1_000_000);
      }
      assertThat(permissions(file)).isEqualTo("rw-------");
    }
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
