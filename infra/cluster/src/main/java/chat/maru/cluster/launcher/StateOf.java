package chat.maru.cluster.launcher;

import chat.maru.cluster.demo.DemoData;
import chat.maru.cluster.launcher.ClusterOptions.Trait;
import chat.maru.cluster.state.ClusterState;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// Reads a cluster into a [ClusterState].
record StateOf(LocalCluster cluster, ServiceSettings settings) {

  ClusterState at(Instant startedAt) {
    return new ClusterState(
        settings.page(),
        each(ServiceKind.GATEWAY, this::gateway),
        each(ServiceKind.CHAT, this::chat),
        each(ServiceKind.PERSISTENCE, this::persistence),
        kafka(),
        redis(),
        postgres(),
        cluster.options().has(Trait.DEMO) ? DemoData.ACCOUNTS : List.of(),
        DateTimeFormatter.ISO_INSTANT.format(startedAt),
        settings.keyring(),
        settings.kek(),
        settings.serviceToken(),
        settings.authority());
  }

  private ClusterState.Gateway gateway(int index) {
    var node = cluster.gateway(index);
    return new ClusterState.Gateway(
        node.name(),
        node.pid(),
        settings.gatewayUrl(index),
        node.management().toString(),
        node.log());
  }

  private ClusterState.ChatService chat(int index) {
    var node = cluster.chatService(index);
    return new ClusterState.ChatService(
        node.name(),
        node.pid(),
        settings.chatUrl(index),
        settings.internalUrl(index),
        node.management().toString(),
        node.log());
  }

  private ClusterState.PersistenceService persistence(int index) {
    var node = cluster.persistenceService(index);
    return new ClusterState.PersistenceService(
        node.name(), node.pid(), node.management().toString(), node.log());
  }

  private ClusterState.Kafka kafka() {
    var kafka = cluster.kafka();
    return new ClusterState.Kafka(kafka.pid(), kafka.bootstrapServers(), kafka.log());
  }

  private ClusterState.Redis redis() {
    var redis = cluster.redis();
    return new ClusterState.Redis(redis.pid(), redis.host(), redis.port(), redis.log());
  }

  private ClusterState.Postgres postgres() {
    var postgres = cluster.postgres();
    var database = postgres.database();
    return new ClusterState.Postgres(
        postgres.pid(),
        database.jdbcUrl(),
        database.username(),
        database.password(),
        postgres.log());
  }

  private <T> List<T> each(ServiceKind kind, IntFunction<T> description) {
    return IntStream.range(0, cluster.nodes(kind).size()).mapToObj(description).toList();
  }
}
