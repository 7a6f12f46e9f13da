package chat.maru.gateway.socket;

import chat.maru.gateway.identity.KeysAtStart;
import chat.maru.gateway.intake.MessageLog;
import chat.maru.gateway.redis.RedisLink;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/// Ready: the issuer's keys, the log and Redis were seen once, and this node does not drain. A
/// later outage of a part that all nodes share does not turn it: that would take all nodes away at
/// once.
final class Readiness implements HealthIndicator {
  private final KeysAtStart keys;
  private final MessageLog log;
  private final RedisLink redis;
  private final Gate gate;

  Readiness(KeysAtStart keys, MessageLog log, RedisLink redis, Gate gate) {
    this.keys = keys;
    this.log = log;
    this.redis = redis;
    this.gate = gate;
  }

  @Override
  public Health health() {
    boolean ready = keys.seen() && log.known() && redis.reached() && gate.isOpen();
    return (ready ? Health.up() : Health.outOfService())
        .withDetail("keys", keys.seen())
        .withDetail("log", log.known())
        .withDetail("redis", redis.reached())
        .withDetail("draining", !gate.isOpen())
        .build();
  }
}
