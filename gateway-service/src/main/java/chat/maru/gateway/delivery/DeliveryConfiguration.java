package chat.maru.gateway.delivery;

import chat.maru.contract.key.OpenedKeys;
import chat.maru.contract.node.HostName;
import chat.maru.contract.node.NodeAddress;
import chat.maru.gateway.congestion.Congestion;
import chat.maru.gateway.redis.RedisLink;
import chat.maru.gateway.revocation.Revocations;
import chat.maru.gateway.session.Sessions;
import chat.maru.gateway.settings.GatewaySettings;
import chat.maru.gateway.timer.Timer;
import chat.maru.gateway.trace.Traces;
import io.lettuce.core.RedisClient;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DeliveryConfiguration {

  /// This life of this node.
  @Bean
  NodeAddress self(GatewaySettings settings) {
    String node = settings.node();
    return new NodeAddress(node == null ? HostName.withSuffix() : node, random());
  }

  @Bean
  Directory directory(RedisLink redis, NodeAddress self, Sessions sessions) {
    return new Directory(redis, self, sessions);
  }

  @Bean
  Nodes nodes(RedisLink redis, Directory directory) {
    return new Nodes(redis, directory);
  }

  @Bean
  Resync resync(Sessions sessions, Timer timer, MeterRegistry registry) {
    return new Resync(sessions, timer, registry);
  }

  @Bean
  NodeLife nodeLife(
      RedisLink redis,
      NodeAddress self,
      GatewaySettings settings,
      Directory directory,
      Resync resync) {
    return new NodeLife(redis, self, settings.gateway().publicUrl(), directory, resync);
  }

  @Bean
  Deliveries deliveries(
      Sessions sessions,
      Directory directory,
      Congestion congestion,
      MeterRegistry registry,
      Clock clock,
      Traces traces) {
    return new Deliveries(
        sessions, directory, congestion, new DeliveryMeters(registry, clock), traces);
  }

  @Bean
  NodeInbox nodeInbox(
      Deliveries deliveries,
      PresenceNews presence,
      Revocations revocations,
      OpenedKeys keys,
      MeterRegistry registry) {
    return new NodeInbox(deliveries, presence, revocations, keys, registry);
  }

  @Bean
  NodeRounds.Links links(RedisClient client, RedisLink redis, Timer timer) {
    return new NodeRounds.Links(client, redis, timer);
  }

  @Bean
  NodeRounds nodeRounds(
      NodeLife life, NodeInbox inbox, Nodes nodes, Directory directory, NodeRounds.Links links) {
    var channel = new NodeChannel(links.client(), links.timer(), life.self());
    return new NodeRounds(life, channel, inbox, nodes, directory, links);
  }

  private static String random() {
    return UUID.randomUUID().toString().substring(24);
  }
}
