package chat.maru.cluster.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.maru.contract.cipher.KeyEncryptionKey;
import chat.maru.contract.cipher.Keyring;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

  @TempDir Path temporary;

  @Test
  void secretsAreMadeOnceAndForTheOwnerOnly() throws Exception {
    String token;
    try (var data = DataFolder.open(folder(), false)) {
      assertThat(Keyring.load(data.keyring(), KeyEncryptionKey.of(data.kek())).size()).isOne();
      token = Files.readString(data.serviceToken());
      assertThat(token).hasSizeGreaterThanOrEqualTo(32);
      assertThat(permissions(data.serviceToken())).isEqualTo("rw-------");
      assertThat(permissions(data.keyring())).isEqualTo("rw-------");
      assertThat(permissions(folder().resolve("kek.json"))).isEqualTo("rw-------");
    }
    try (var data = DataFolder.open(folder(), false)) {
      assertThat(Files.readString(data.serviceToken())).isEqualTo(token);
    }
  }

  @Test
  void aKeyringWithoutItsKeyIsToldInOneLineAndStaysAsItIs() throws Exception {
    try (var data = DataFolder.open(folder(), false)) {
      Files.writeString(folder().resolve("keyring.json"), "{}");
      assertThatThrownBy(data::kek)
          .isInstanceOf(ClusterException.class)
          .hasMessageContaining("kek.json")
          .hasMessageContaining("--fresh");
      assertThat(folder().resolve("keyring.json")).hasContent("{}");
    }
  }

  @Test
  void aSecondLauncherIsRefusedInOneLine() {
    try (var _ = DataFolder.open(folder(), false)) {
      assertThatThrownBy(() -> DataFolder.open(folder(), false))
          .isInstanceOf(ClusterException.class)
          .hasMessage(
              "data folder %s: in use by another launcher (pid %d); stop it or choose another --data",
              folder(), ProcessHandle.current().pid());
    }
  }

  @Test
  void freshEmptiesOurOwnFolder() throws Exception {
    try (var data = DataFolder.open(folder(), false)) {
      Files.createDirectories(data.server("kafka"));
    }
    try (var data = DataFolder.open(folder(), true)) {
      assertThat(data.server("kafka")).doesNotExist();
    }
    try (var data = DataFolder.open(folder(), true)) {
      assertThat(data.logs()).exists();
    }
  }

  @Test
  void whatWasMadeOnceIsKnownUntilTheFolderIsEmptied() {
    try (var data = DataFolder.open(folder(), false)) {
      assertThat(data.hasDemo()).isFalse();
      data.noteDemo();
    }
    try (var data = DataFolder.open(folder(), false)) {
      assertThat(data.hasDemo()).isTrue();
    }
    try (var data = DataFolder.open(folder(), true)) {
      assertThat(data.hasDemo()).isFalse();
    }
  }

  @Test
  void nobodyElsesFolderIsTouched() throws Exception {
    Files.createDirectories(folder());
    Path precious = Files.writeString(folder().resolve("thesis.txt"), "precious");
    assertThatThrownBy(() -> DataFolder.open(folder(), true))
        .isInstanceOf(ClusterException.class)
        .hasMessageContaining("holds files that are not Maru's");
    assertThat(precious).exists();
  }

  @Test
  void theLogsOfTheRunBeforeArePutAside() throws Exception {
    try (var data = DataFolder.open(folder(), false)) {
      Files.writeString(data.log("kafka"), "old");
    }
    try (var data = DataFolder.open(folder(), false)) {
      assertThat(data.log("kafka")).doesNotExist();
      assertThat(data.logs().resolve("previous/kafka.log")).hasContent("old");
    }
  }

  private Path folder() {
    return temporary.resolve("with space");
  }

  private static String permissions(Path file) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
