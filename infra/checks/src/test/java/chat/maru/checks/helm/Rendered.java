package chat.maru.checks.helm;

import io.kubernetes.client.common.KubernetesObject;
import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1EnvVar;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1PodSpec;
import io.kubernetes.client.util.ModelMapper;
import io.kubernetes.client.util.Yaml;
import io.kubernetes.client.util.generic.dynamic.DynamicKubernetesObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/// What the chart makes of its values.
///
/// @param objects of the Kubernetes API, by its own types
/// @param others objects of kinds that the API does not have by itself
record Rendered(List<KubernetesObject> objects, List<Map<String, Object>> others) {
  static final List<String> COMPONENTS = List.of("gateway", "chat", "persistence");

  /// The kinds of the Prometheus operator, whose types are not at hand.
  private static final String FOREIGN = "monitoring.coreos.com/v1";

  /// @throws RuntimeException telling the field, when an object is not what the API takes
  static Rendered parse(String text) {
    var objects = new ArrayList<KubernetesObject>();
    var others = new ArrayList<Map<String, Object>>();
    var yaml = new org.yaml.snakeyaml.Yaml(new SafeConstructor(new LoaderOptions()));
    for (Map<String, Object> document : documents(yaml, text)) {
      if (FOREIGN.equals(document.get("apiVersion"))) {
        others.add(document);
      } else {
        objects.add(typed(document, yaml.dump(document)));
      }
    }
    return new Rendered(objects, others);
  }

  @SuppressWarnings("unchecked") // the top of every manifest is a map with text for keys
  private static List<Map<String, Object>> documents(org.yaml.snakeyaml.Yaml yaml, String text) {
    return StreamSupport.stream(yaml.loadAll(text).spliterator(), false)
        .filter(Objects::nonNull)
        .map(document -> (Map<String, Object>) document)
        .toList();
  }

  private static KubernetesObject typed(Map<String, Object> document, String text) {
    Class<?> type = ModelMapper.getApiTypeClass(apiVersion(document), kind(document));
    if (DynamicKubernetesObject.class.equals(type)) {
      throw new IllegalArgumentException(
          "kind: " + kind(document) + " (expected: one that " + apiVersion(document) + " has)");
    }
    return (KubernetesObject) Yaml.loadAs(text, type);
  }

  private static String apiVersion(Map<String, Object> document) {
    return document.get("apiVersion").toString();
  }

  private static String kind(Map<String, Object> document) {
    return document.get("kind").toString();
  }

  <T extends KubernetesObject> Stream<T> all(Class<T> kind) {
    return objects.stream().filter(kind::isInstance).map(kind::cast);
  }

  <T extends KubernetesObject> T one(Class<T> kind, String name) {
    return all(kind)
        .filter(object -> object.getMetadata().getName().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + kind.getSimpleName() + " " + name));
  }

  V1Deployment deployment(String component) {
    return one(V1Deployment.class, Chart.RELEASE + "-" + component);
  }

  V1PodSpec pod(String component) {
    return deployment(component).getSpec().getTemplate().getSpec();
  }

  Map<String, String> podLabels(String component) {
    V1ObjectMeta metadata = deployment(component).getSpec().getTemplate().getMetadata();
    return metadata.getLabels();
  }

  V1Container container(String component) {
    return pod(component).getContainers().getFirst();
  }

  /// Name → number.
  Map<String, Integer> ports(String component) {
    var ports = new LinkedHashMap<String, Integer>();
    container(component)
        .getPorts()
        .forEach(port -> ports.put(port.getName(), port.getContainerPort()));
    return ports;
  }

  /// Those with a value of their own.
  Map<String, String> environment(String component) {
    var environment = new LinkedHashMap<String, String>();
    for (V1EnvVar variable : container(component).getEnv()) {
      environment.put(variable.getName(), Objects.requireNonNullElse(variable.getValue(), ""));
    }
    return environment;
  }
}
