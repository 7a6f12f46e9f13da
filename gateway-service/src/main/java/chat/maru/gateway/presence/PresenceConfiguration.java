package chat.maru.gateway.presence;

import chat.maru.contract.node.NodeAddress;
import chat.maru.gateway.delivery.Directory;
import chat.maru.gateway.delivery.Nodes;
import chat.maru.gateway.limit.UserLimits;
import chat.maru.gateway.membership.Membership;
import chat.maru.gateway.redis.RedisLink;
import chat.maru.gateway.session.Sessions;
import chat.maru.gateway.settings.GatewaySettings;
import chat.maru.gateway.timer.Timer;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PresenceConfiguration {

  @Bean
  PresenceLookup presenceLookup(
      RedisLink redis, Directory directory, GatewaySettings settings, Clock clock) {
    return new PresenceLookup(redis, directory, settings.gateway().timing().presenceGrace(), clock);
  }

  @Bean
  Watches watches(
      RedisLink redis,
      NodeAddress self,
      PresenceLookup lookup,
      GatewaySettings settings,
      Timer timer) {
    var watches = new Watches(redis, self, lookup);
    Duration poll = settings.gateway().timing().presencePoll();
    var _ = timer.every(poll.dividedBy(Watches.SLICES), watches::pollNext);
    return watches;
  }

  @Bean
  Announcements announcements(
      RedisLink redis, Nodes nodes, PresenceLookup lookup, Sessions sessions, Timer timer) {
    return new Announcements(redis, nodes, lookup, sessions, timer);
  }

  @Bean
  Presence presence(
      Membership membership,
      Watches watches,
      Nodes nodes,
      Timer timer,
      UserLimits limits,
      GatewaySettings settings) {
    return new Presence(membership, watches, nodes, timer, limits, settings.gateway());
  }
}
