package chat.maru.checks.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What images and compose set is what the packaged services know.
class ComposeSettingsIT {
  private static final String TREE = "/run/secrets/properties/";

  private final Compose compose = Compose.ours();

  @Test
  void everyVariableOfANodeIsASettingOfItsService() {
    compose
        .nodes()
        .forEach((name, node) -> {
          assertThat(Compose.environment(node).keySet())
              .as("environment of %s", name)
              .isNotEmpty()
              .allMatch(KNOWN.get(Compose.kind(name))::knowsVariable);
        });
  }

  @Test
  void everySecretOfANodeIsNamedByASettingOrIsOne() {
    compose
        .nodes()
        .forEach((name, node) -> {
          var environment = Compose.environment(node);
          assertThat(environment).containsEntry("SPRING_CONFIG_IMPORT", "configtree:" + TREE);
          assertThat(Compose.secretsOf(node).values())
              .as("secrets of %s", name)
              .isNotEmpty()
              .allMatch(target ->
                  target.startsWith(TREE)
                      ? KNOWN.get(Compose.kind(name)).knowsProperty(target.substring(TREE.length()))
                      : environment.containsValue(target));
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"gateway-service", "chat-service", "persistence-service"})
  void everyVariableOfTheImageIsASetting(String service) {
    var environment = Dockerfile.ours().environment();
    environment.remove("JAVA_TOOL_OPTIONS");

    assertThat(environment.keySet()).hasSize(3).allMatch(KNOWN.get(service)::knowsVariable);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MARU_GATEWAY_PUBLICURI",
        "MARU_CHAT_SOCKETURL",
        "SPRING_DATA_REDIS_HOSTS",
        "SPRING_DATASOURCE_URL"
      })
  void aVariableThatTheGatewayDoesNotKnowIsFound(String variable) {
    assertThat(KNOWN.get("gateway-service").knowsVariable(variable)).isFalse();
  }
}
