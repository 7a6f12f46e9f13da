package chat.maru.cluster.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.contract.cipher.KeyEncryptionKey;
import chat.maru.contract.cipher.Keyring;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewSecretsTest {
  @TempDir Path temporary;

  @Test
  void makesAKeyringThatServicesReadAndWordsThatDiffer() throws IOException {
    NewSecrets.in(temporary);

    assertThat(
            Keyring.load(
                    temporary.resolve(NewSecrets.KEYRING),
                    KeyEncryptionKey.of("file:" + temporary.resolve(NewSecrets.KEK)))
                .size())
        .isOne();
    assertThat(NewSecrets.WORDS)
        .extracting(word -> Files.readString(temporary.resolve(word)))
        .doesNotHaveDuplicates()
        .allMatch(secret -> secret.matches("[0-9a-f]{64}"));
  }

  @Test
  void makesEveryFileThatComposeMounts() throws IOException {
    String compose = Files.readString(Path.of("../compose.yaml"));

    assertThat(Pattern.compile("file: \\./secrets/(\\S+)").matcher(compose).results())
        .extracting(file -> file.group(1))
        .containsExactlyInAnyOrderElementsOf(NewSecrets.in(temporary));
  }

  @Test
  void neverReplacesWhatIsThere() throws IOException {
    NewSecrets.in(temporary);
    Path keyring = temporary.resolve(NewSecrets.KEYRING);
    Path token = temporary.resolve("service-token");
    String before = Files.readString(keyring);
    Files.delete(token);

    assertThat(NewSecrets.in(temporary)).containsExactly("service-token");
    assertThat(Files.readString(keyring)).isEqualTo(before);
  }

  @Test
  void onlyTheOwnerEntersTheFolderAndEveryServiceReadsItsMountedFile() throws IOException {
    NewSecrets.in(temporary);

    assertThat(permissions(temporary)).isEqualTo("rwx------");
    assertThat(permissions(temporary.resolve(NewSecrets.KEYRING))).isEqualTo("r--r--r--");
    assertThat(NewSecrets.WORDS)
        .extracting(word -> permissions(temporary.resolve(word)))
        .containsOnly("r--r--r--");
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
