package chat.maru.chat.directory;

import chat.maru.contract.json.ContractJson;
import chat.maru.contract.node.NodeAddress;
import chat.maru.contract.node.NodeLease;
import chat.maru.contract.node.RedisKeys;
import chat.maru.contract.node.Sweep;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;

/// Who is connected where, asked afresh each time, and the way to tell those nodes something.
///
/// Each method asks the primary, all at once, and throws [DirectoryUnavailableException] when any
/// of it was not answered.
public class SessionDirectory {
  private final RedisLine line;

  SessionDirectory(RedisLine line) {
    this.line = line;
  }

  public Devices devicesOf(Set<UUID> userIds) {
    List<UUID> users = List.copyOf(userIds);
    List<Map<String, byte[]>> answers =
        line.pipeline(
            redis -> users.stream().map(id -> redis.hgetall(RedisKeys.sessions(id))).toList());
    Map<UUID, Map<String, NodeAddress>> sessions = new HashMap<>();
    for (int i = 0; i < users.size(); i++) {
      Map<String, NodeAddress> entries = parse(answers.get(i));
      if (!entries.isEmpty()) {
        sessions.put(users.get(i), entries);
      }
    }
    return new Devices(sessions);
  }

  /// Publishes in order.
  ///
  /// @return the nodes at which nobody listened: dead, or between two subscriptions
  public Set<NodeAddress> publish(List<Publication> publications) {
    List<Long> listeners =
        line.pipeline(redis ->
            publications.stream().map(p -> redis.publish(p.node().channel(), bytes(p))).toList());
    Set<NodeAddress> unheard = new HashSet<>();
    for (int i = 0; i < publications.size(); i++) {
      if (listeners.get(i) == 0) {
        unheard.add(publications.get(i).node());
      }
    }
    return unheard;
  }

  /// Removes the entries of those nodes that are dead. Nobody listening is no proof: a node whose
  /// subscription was cut subscribes again, and then finds out by itself what it missed.
  ///
  /// @param unheard at which nobody listened
  /// @return those without a lease, whose entries are gone
  public Set<NodeAddress> sweep(Devices devices, Set<NodeAddress> unheard) {
    Set<NodeAddress> dead = new HashSet<>(unheard);
    dead.removeAll(alive(unheard)); // spares a living node's many users a question each
    List<Sweep> sweeps =
        dead.stream()
            .flatMap(node -> devices.usersOn(node).stream().map(user -> new Sweep(user, node)))
            .toList();
    line.<Long>pipeline(redis -> sweeps.stream().map(sweep -> run(sweep, redis)).toList());
    return dead;
  }

  private static RedisFuture<Long> run(Sweep sweep, RedisAsyncCommands<String, byte[]> redis) {
    byte[][] arguments =
        Arrays.stream(sweep.arguments())
            .map(text -> text.getBytes(StandardCharsets.UTF_8))
            .toArray(byte[][]::new);
    return redis.eval(Sweep.SCRIPT, ScriptOutputType.INTEGER, sweep.keys(), arguments);
  }

  /// Those whose lease says that exactly this life of the node goes on.
  public Set<NodeAddress> alive(Collection<NodeAddress> nodes) {
    Set<String> ids = nodes.stream().map(NodeAddress::nodeId).collect(Collectors.toSet());
    List<Optional<byte[]>> leases = leases(List.copyOf(ids));
    Set<NodeAddress> living =
        leases.stream()
            .flatMap(Optional::stream)
            .flatMap(json -> lease(json).stream())
            .map(NodeLease::address)
            .collect(Collectors.toSet());
    living.retainAll(Set.copyOf(nodes));
    return living;
  }

  private List<Optional<byte[]>> leases(List<String> nodeIds) {
    return line
        .<byte[]>pipeline(
            redis -> nodeIds.stream().map(id -> redis.get(RedisKeys.node(id))).toList())
        .stream()
        .map(Optional::ofNullable)
        .toList();
  }

  private static Map<String, NodeAddress> parse(Map<String, byte[]> entries) {
    Map<String, NodeAddress> sessions = new HashMap<>();
    entries.forEach(
        (session, node) -> address(node).ifPresent(address -> sessions.put(session, address)));
    return sessions;
  }

  /// Empty for what no gateway wrote: nobody can be told through it.
  private static Optional<NodeAddress> address(byte[] text) {
    try {
      return Optional.of(NodeAddress.parse(new String(text, StandardCharsets.UTF_8)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<NodeLease> lease(byte[] json) {
    try {
      return Optional.of(ContractJson.mapper().readValue(json, NodeLease.class));
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  private static byte[] bytes(Publication publication) {
    return ContractJson.mapper().writeValueAsBytes(publication.batch());
  }
}
