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
  void everyVariableOfANodeIsASettingOfItsService() throws IOException {
    for (var node : compose.nodes().entrySet()) {
      assertThat(Compose.environment(node.getValue()).keySet())
          .as("environment of %s", node.getKey())
          .isNotEmpty()
          .allMatch(KnownSettings.of(Compose.kind(node.getKey()))::knowsVariable);
    }
  }

  @Test
  void everySecretOfANodeIsNamedByASettingOrIsOne() throws IOException {
    for (var node : compose.nodes().entrySet()) {
      KnownSettings known = KnownSettings.of(Compose.kind(node.getKey()));
      var environment = Compose.environment(node.getValue());
      assertThat(environment).containsEntry("SPRING_CONFIG_IMPORT", "configtree:" + TREE);
      assertThat(Compose.secretsOf(node.getValue()).values())
          .as("secrets of %s", node.getKey())
          .isNotEmpty()
          .allMatch(target ->
              target.startsWith(TREE)
                  ? known.knowsProperty(target.substring(TREE.length()))
                  : environment.containsValue(target)
                      || environment.containsValue("file:" + target));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gateway-service", "chat-service", "persistence-service"})
  void everyVariableOfTheImageIsASetting(String service) throws IOException {
    var environment = Dockerfile.ours().environment();
    environment.remove("JAVA_TOOL_OPTIONS");

    assertThat(environment.keySet()).hasSize(3).allMatch(KnownSettings.of(service)::knowsVariable);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MARU_GATEWAY_PUBLICURI",
        "MARU_CHAT_SOCKETURL",
        "SPRING_DATA_REDIS_HOSTS",
        "SPRING_DATASOURCE_URL"
      })
  void aVariableThatTheGatewayDoesNotKnowIsFound(String variable) throws IOException {
    assertThat(KnownSettings.of("gateway-service").knowsVariable(variable)).isFalse();
  }
}
