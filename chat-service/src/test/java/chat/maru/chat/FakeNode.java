package chat.maru.chat;

import chat.maru.contract.event.ChatEvent;
import chat.maru.contract.event.MessageStored;
import chat.maru.contract.json.ContractJson;
import chat.maru.contract.node.NodeAddress;
import chat.maru.contract.node.NodeBatch;
import chat.maru.contract.node.NodeLease;
import chat.maru.contract.node.NodeMessage;
import chat.maru.contract.node.RedisKeys;
import io.lettuce.core.RedisClient;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/// A gateway as fan-out sees it: a subscription, and entries in the directory.
public final class FakeNode implements AutoCloseable {
  private final NodeAddress address;
  private final RedisClient redis;
  private final StatefulRedisPubSubConnection<String, String> subscription;
  private final List<NodeBatch> batches = new CopyOnWriteArrayList<>();

  public FakeNode(String name, String host, int port) {
    address = new NodeAddress(name, UUID.randomUUID().toString());
    redis = RedisClient.create("redis://" + host + ":" + port);
    subscription = redis.connectPubSub();
    subscription.addListener(
        new RedisPubSubAdapter<>() {
          @Override
          public void message(String channel, String batch) {
            batches.add(ContractJson.mapper().readValue(batch, NodeBatch.class));
          }
        });
    subscribe();
  }

  public NodeAddress address() {
    return address;
  }

  public void connect(UUID user) {
    try (var connection = redis.connect()) {
      connection
          .sync()
          .hset(RedisKeys.sessions(user), UUID.randomUUID().toString(), address.text());
    }
  }

  /// Says that this life of the node goes on, for as long as a gateway's word counts.
  public void lease() {
    var lease = new NodeLease(address.nodeId(), address.incarnation(), "ws://127.0.0.1/ws", false);
    try (var connection = redis.connect()) {
      connection
          .sync()
          .psetex(
              RedisKeys.node(address.nodeId()),
              RedisKeys.LEASE.toMillis(),
              ContractJson.mapper().writeValueAsString(lease));
    }
  }

  /// Listens no more, without a word, as when its connection is cut.
  public void fallDeaf() {
    subscription.sync().unsubscribe(address.channel());
  }

  public void subscribe() {
    subscription.sync().subscribe(address.channel());
  }

  /// Whether Redis has the subscription, after a restart also.
  public boolean listens() {
    try (var connection = redis.connect()) {
      return connection.sync().pubsubNumsub(address.channel()).get(address.channel()) == 1;
    }
  }

  public List<NodeBatch> batches() {
    return List.copyOf(batches);
  }

  public List<NodeMessage.Deliver> told() {
    return batches.stream()
        .flatMap(batch -> batch.messages().stream())
        .map(message -> (NodeMessage.Deliver) message)
        .toList();
  }

  public List<ChatEvent> events() {
    return told().stream().map(NodeMessage.Deliver::event).toList();
  }

  public List<Long> seqs(UUID room) {
    return events().stream()
        .filter(event -> event instanceof MessageStored && event.roomId().equals(room))
        .map(event -> ((MessageStored) event).seq())
        .toList();
  }

  @Override
  public void close() {
    subscription.close();
    redis.shutdown();
  }
}
