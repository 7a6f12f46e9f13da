package chat.maru.checks.helm;

import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1NetworkPolicyPeer;
import io.kubernetes.client.openapi.models.V1NetworkPolicyPort;
import io.kubernetes.client.openapi.models.V1NetworkPolicySpec;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Decides as a network plug-in does, for pods of the chart and for those of other namespaces.
/// Knows selectors by labels and ports by number, not address blocks.
final class Network {
  private final Rendered rendered;
  private final List<V1NetworkPolicySpec> policies;

  Network(Rendered rendered) {
    this.rendered = rendered;
    this.policies = rendered.all(V1NetworkPolicy.class).map(V1NetworkPolicy::getSpec).toList();
  }

  /// Another party, known by its namespace and labels.
  record Stranger(String namespace, Map<String, String> labels) {}

  boolean lets(Stranger from, String component, int port) {
    return mayEnter(component, peer -> matches(peer, from), port);
  }

  /// Both ends must agree.
  boolean lets(String from, String component, int port) {
    return mayLeave(from, peer -> matches(peer, component), port)
        && mayEnter(component, peer -> matches(peer, from), port);
  }

  boolean lets(String from, Stranger to, int port) {
    return mayLeave(from, peer -> matches(peer, to), port);
  }

  private boolean mayEnter(
      String component, java.util.function.Predicate<V1NetworkPolicyPeer> peer, int port) {
    return of(component, "Ingress")
        .flatMap(policy -> stream(policy.getIngress()))
        .anyMatch(rule -> any(rule.getFrom(), peer) && hasPort(rule.getPorts(), port));
  }

  private boolean mayLeave(
      String component, java.util.function.Predicate<V1NetworkPolicyPeer> peer, int port) {
    return of(component, "Egress")
        .flatMap(policy -> stream(policy.getEgress()))
        .anyMatch(rule -> any(rule.getTo(), peer) && hasPort(rule.getPorts(), port));
  }

  /// Those that select the component's pods; throws when none does, for then all would be allowed.
  private Stream<V1NetworkPolicySpec> of(String component, String direction) {
    List<V1NetworkPolicySpec> selecting =
        policies.stream()
            .filter(policy -> policy.getPolicyTypes().contains(direction))
            .filter(policy ->
                contains(rendered.podLabels(component), policy.getPodSelector().getMatchLabels()))
            .toList();
    if (selecting.isEmpty()) {
      throw new AssertionError("no policy closes " + direction + " of " + component);
    }
    return selecting.stream();
  }

  private boolean matches(V1NetworkPolicyPeer peer, String component) {
    return peer.getNamespaceSelector() == null
        && peer.getPodSelector() != null
        && contains(rendered.podLabels(component), peer.getPodSelector().getMatchLabels());
  }

  private static boolean matches(V1NetworkPolicyPeer peer, Stranger stranger) {
    return peer.getNamespaceSelector() != null
        && contains(
            Map.of("kubernetes.io/metadata.name", stranger.namespace()),
            peer.getNamespaceSelector().getMatchLabels())
        && (peer.getPodSelector() == null
            || contains(stranger.labels(), peer.getPodSelector().getMatchLabels()));
  }

  /// A rule without peers is for all.
  private static boolean any(
      @Nullable List<V1NetworkPolicyPeer> peers,
      java.util.function.Predicate<V1NetworkPolicyPeer> wanted) {
    return peers == null || peers.isEmpty() || peers.stream().anyMatch(wanted);
  }

  /// A rule without ports is for all.
  private static boolean hasPort(@Nullable List<V1NetworkPolicyPort> ports, int port) {
    return ports == null
        || ports.isEmpty()
        || ports.stream().anyMatch(open -> open.getPort().getIntValue() == port);
  }

  private static boolean contains(
      Map<String, String> labels, @Nullable Map<String, String> selector) {
    return labels.entrySet().containsAll(Objects.requireNonNullElse(selector, Map.of()).entrySet());
  }

  private static <T> Stream<T> stream(@Nullable List<T> list) {
    return list == null ? Stream.of() : list.stream();
  }
}
