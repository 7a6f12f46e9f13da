package chat.maru.persistence;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.maru.operation.start.IncompleteSettingsException;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;

/// No default secret outside the local cluster.
class ProductionStartTest {
  @Test
  void inProductionTheServiceNamesAllThatItIsNotToldAndDoesNotStart() {
    assertThatThrownBy(() ->
            SpringApplication.run(PersistenceService.class, "--spring.profiles.active=production"))
        .isInstanceOf(IncompleteSettingsException.class)
        .hasMessageContainingAll(
            "maru.keyring-file: none",
            "spring.kafka.bootstrap-servers: none",
            "spring.datasource.url: none",
            "spring.datasource.username: none",
            "spring.datasource.password: none");
  }
}
