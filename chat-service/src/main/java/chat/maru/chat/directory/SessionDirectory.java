package chat.maru.chat.directory;

import chat.maru.contract.json.ContractJson;
import chat.maru.contract.node.DeadEntries;
import chat.maru.contract.node.NodeAddress;
import chat.maru.contract.node.NodeLease;
import chat.maru.contract.node.RedisKeys;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;

/// Who is connected where, asked afresh each time, and the way to tell those nodes something.
///
/// Each method is one pipeline to the primary, and throws [DirectoryUnavailableException] when any
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
    Set<NodeAddress> deaf = new HashSet<>();
    for (int i = 0; i < publications.size(); i++) {
      if (listeners.get(i) == 0) {
        deaf.add(publications.get(i).node());
      }
    }
    return deaf;
  }

  /// Removes the entries of nodes at which nobody listened, except those that live ([DeadEntries]).
  ///
  /// @return the nodes that lost entries
  public Set<NodeAddress> sweep(Devices devices, Set<NodeAddress> nodes) {
    List<Map.Entry<NodeAddress, UUID>> asked =
        nodes.stream()
            .flatMap(node -> devices.usersOf(node).stream().map(user -> Map.entry(node, user)))
            .toList();
    List<Long> removed =
        line.pipeline(redis ->
            asked.stream()
                .map(ask -> remove(redis, ask.getKey(), ask.getValue(), devices))
                .toList());
    return IntStream.range(0, asked.size())
        .filter(i -> removed.get(i) > 0)
        .mapToObj(i -> asked.get(i).getKey())
        .collect(Collectors.toSet());
  }

  private static RedisFuture<Long> remove(
      RedisAsyncCommands<String, byte[]> redis, NodeAddress node, UUID userId, Devices devices) {
    byte[][] arguments =
        Stream.of(DeadEntries.arguments(node, devices.sessionsOn(node, userId)))
            .map(argument -> argument.getBytes(StandardCharsets.UTF_8))
            .toArray(byte[][]::new);
    return redis.eval(
        DeadEntries.REMOVE, ScriptOutputType.INTEGER, DeadEntries.keys(node, userId), arguments);
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
