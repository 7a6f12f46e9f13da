package chat.maru.checks.helm;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.checks.containers.Dockerfile;
import chat.maru.checks.containers.KnownSettings;
import io.kubernetes.client.openapi.models.V1EnvVar;
import io.kubernetes.client.openapi.models.V1KeyToPath;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the chart sets and where it expects answers is what the packaged services know.
class ChartSettingsIT {
  private static final String TREE = "properties/";

  private final Rendered everything = Chart.ours().render("everything.yaml");

  @ParameterizedTest
  @ValueSource(strings = {"gateway", "chat", "persistence"})
  void everyVariableAndEverySecretIsASettingOfTheService(String component) throws IOException {
    KnownSettings known = KnownSettings.of(component + "-service");
    var environment = everything.environment(component);

    assertThat(everything.container(component).getEnv())
        .extracting(V1EnvVar::getName)
        .filteredOn(name -> !name.equals("JAVA_TOOL_OPTIONS"))
        .hasSizeGreaterThan(4)
        .doesNotHaveDuplicates()
        .allMatch(known::knowsVariable);
    assertThat(environment)
        .containsEntry("SPRING_CONFIG_IMPORT", "optional:configtree:/run/secrets/" + TREE);
    assertThat(secretFiles(component))
        .isNotEmpty()
        .allMatch(path ->
            path.startsWith(TREE)
                ? known.knowsProperty(path.substring(TREE.length()))
                : environment.containsValue("/run/secrets/" + path)
                    || environment.containsValue("file:/run/secrets/" + path));
  }

  @ParameterizedTest
  @CsvSource({"gateway,true,false", "chat,true,true", "persistence,false,false"})
  void portsAreThoseOfTheServices(String component, boolean http, boolean internal)
      throws IOException {
    KnownSettings known = KnownSettings.of(component + "-service");
    var ports = everything.ports(component);

    assertThat(ports).containsEntry("management", Dockerfile.ours().managementPort());
    assertThat(ports.containsKey("http")).isEqualTo(http);
    assertThat(ports.containsKey("internal")).isEqualTo(internal);
    if (http) {
      assertThat(known.defaultOf("server.port")).isEqualTo(ports.get("http").toString());
    }
    if (internal) {
      assertThat(known.defaultOf("maru.chat.internal-port"))
          .isEqualTo(ports.get("internal").toString());
    }
  }

  private List<String> secretFiles(String component) {
    return everything.pod(component).getVolumes().stream()
        .filter(volume -> volume.getProjected() != null)
        .flatMap(volume -> volume.getProjected().getSources().stream())
        .flatMap(source -> Objects.requireNonNull(source.getSecret().getItems()).stream())
        .map(V1KeyToPath::getPath)
        .toList();
  }
}
