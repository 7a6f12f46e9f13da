package chat.maru.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.maru.contract.cipher.SealedText;
import chat.maru.contract.event.ChatEvent;
import chat.maru.contract.event.InboundEvent;
import chat.maru.contract.event.MessageStored;
import chat.maru.contract.id.Ids;
import chat.maru.contract.json.ContractJson;
import chat.maru.contract.node.NodeAddress;
import chat.maru.contract.node.NodeBatch;
import chat.maru.contract.node.NodeLease;
import chat.maru.contract.node.NodeMessage;
import chat.maru.contract.node.RedisKeys;
import chat.maru.contract.topic.Topics;
import chat.maru.testkit.Servers;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/// What is around the gateways of an integration test: a log and a Redis that the test can look
/// into, a chat-service made up, and two new users for each test.
abstract class GatewayWorld {
  static final Duration LIFE = Duration.ofMinutes(15);

  Servers servers;
  FakeChatService chatService;
  UUID borrower;
  UUID lender;

  private final HttpClient http = HttpClient.newHttpClient();
  private final List<GatewayNode> nodes = new ArrayList<>();
  private RedisClient redisClient;
  private StatefulRedisConnection<String, String> redisConnection;
  private KafkaConsumer<String, byte[]> inbound;

  @BeforeAll
  @Timeout(120)
  void look(Servers servers) throws IOException {
    this.servers = servers;
    chatService =
        new FakeChatService(
            Files.readString(servers.serviceTokenFile()).strip(), servers.keyring());
    redisClient = RedisClient.create(servers.redis().url());
    connectToRedis();
    inbound =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", servers.kafka().bootstrapServers()),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    inbound.assign(
        inbound.partitionsFor(Topics.INBOUND).stream()
            .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
            .toList());
  }

  @AfterAll
  void leave() {
    inbound.close();
    redisClient.shutdown();
    nodes.forEach(GatewayNode::close);
    chatService.close();
  }

  @BeforeEach
  void users() {
    borrower = UUID.randomUUID();
    lender = UUID.randomUUID();
    chatService.away = false;
  }

  /// Lives as long as the test class.
  GatewayNode start(String name, String... settings) {
    var node = new GatewayNode(name, servers, chatService, settings);
    nodes.add(node);
    return node;
  }

  Client connect(GatewayNode node, UUID userId) {
    return Client.bearer(node.url, chatService.token(userId, LIFE)).welcomed();
  }

  /// Sends a text and returns `ack` or the code of the error.
  String sendOn(Client client, String field, UUID target) {
    client.send(Map.of("type", "send", "id", UUID.randomUUID(), field, target, "text", "hello"));
    JsonNode answer = client.next();
    return answer.path("type").asString().equals("ack") ? "ack" : answer.path("code").asString();
  }

  MessageStored stored(UUID roomId, long seq, String text) {
    return stored(roomId, lender, seq, text);
  }

  MessageStored stored(UUID roomId, UUID lender, long seq, String text) {
    UUID id = UUID.randomUUID();
    UUID messageId = Ids.messageId(roomId, borrower, id);
    SealedText sealed = chatService.keyOf(roomId, borrower).seal(roomId, messageId, text);
    return new MessageStored(
        roomId,
        messageId,
        seq,
        borrower,
        id,
        UUID.randomUUID(),
        borrower,
        lender,
        sealed.content(),
        sealed.digest(),
        Instant.now());
  }

  /// As chat-service's fan-out does.
  void publish(GatewayNode node, List<ChatEvent> events, List<UUID> users) {
    publish(node, batch(events, users));
  }

  void publish(GatewayNode node, NodeBatch batch) {
    publish(addressOf(node), batch);
  }

  void publish(NodeAddress address, NodeBatch batch) {
    long listeners =
        redis().publish(address.channel(), ContractJson.mapper().writeValueAsString(batch));
    assertThat(listeners).isEqualTo(1);
  }

  NodeBatch batch(List<ChatEvent> events, List<UUID> users) {
    return new NodeBatch(
        events.stream()
            .map(event -> (NodeMessage) new NodeMessage.Deliver(users, event, null))
            .toList(),
        null,
        chatService.keys());
  }

  /// By the node's lease.
  NodeAddress addressOf(GatewayNode node) {
    return ContractJson.mapper()
        .readValue(redis().get(RedisKeys.node(node.name)), NodeLease.class)
        .address();
  }

  void seekToEnd() {
    inbound.seekToEnd(inbound.assignment());
    inbound.assignment().forEach(inbound::position);
  }

  /// The room's records behind the place of the last [#seekToEnd].
  List<ConsumerRecord<String, byte[]>> records(UUID roomId, int count) {
    var found = new ArrayList<ConsumerRecord<String, byte[]>>();
    await()
        .until(() -> {
          for (var record : inbound.poll(Duration.ofMillis(100))) {
            if (roomId.toString().equals(record.key())) {
              found.add(record);
            }
          }
          return found.size() >= count;
        });
    return found;
  }

  static InboundEvent event(ConsumerRecord<String, byte[]> record) {
    return ContractJson.mapper().readValue(record.value(), InboundEvent.class);
  }

  static String header(ConsumerRecord<String, byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  /// A handshake by hand, whose answer can be read; the JDK's client hides it. Without the headers
  /// of an upgrade it is judged just the same.
  HttpResponse<String> upgrade(String url, Map<String, String> headers) throws Exception {
    var request = HttpRequest.newBuilder(URI.create(url.replace("ws://", "http://")));
    headers.forEach(request::header);
    return http.send(request.build(), BodyHandlers.ofString());
  }

  RedisCommands<String, String> redis() {
    return redisConnection.sync();
  }

  void connectToRedis() {
    redisConnection = redisClient.connect();
  }
}
