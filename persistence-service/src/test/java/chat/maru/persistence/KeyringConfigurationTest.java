package chat.maru.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.maru.contract.cipher.Keyring;
import chat.maru.persistence.inbound.Inspection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

class KeyringConfigurationTest {
  @TempDir Path folder;

  @Test
  void withoutAKeyringTheServiceDoesNotStartAndSaysSo() {
    assertThatThrownBy(this::start)
        .rootCause()
        .isInstanceOf(RefusedStartException.class)
        .hasMessage("maru.keyring-file: none");
  }

  @Test
  void aFileThatIsNoKeyringIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("keyring.json"), "{}");
    assertThatThrownBy(() -> start("--maru.keyring-file=" + file))
        .rootCause()
        .isInstanceOf(RefusedStartException.class)
        .hasMessageContaining("expected: a Maru keyring");
  }

  @Test
  void withAKeyringItInspectsWhatComes() throws IOException {
    Path file = folder.resolve("keyring.json");
    Keyring.generate().save(file);
    try (var context = start("--maru.keyring-file=" + file)) {
      assertThat(context.getBean(Inspection.class)).isNotNull();
    }
  }

  private ConfigurableApplicationContext start(String... arguments) {
    return new SpringApplicationBuilder(KeyringConfiguration.class)
        .web(WebApplicationType.NONE)
        .run(arguments);
  }
}
