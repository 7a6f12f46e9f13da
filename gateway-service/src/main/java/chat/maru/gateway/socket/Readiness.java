package chat.maru.gateway.socket;

import chat.maru.gateway.delivery.NodeLife;
import chat.maru.gateway.identity.KeysAtStart;
import chat.maru.gateway.intake.MessageLog;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/// Ready: the issuer's keys, the log and its own subscription were seen once, and this node does
/// not drain. A later outage of a part that all nodes share does not turn it: that would take all
/// nodes away at once.
final class Readiness implements HealthIndicator {
  private final KeysAtStart keys;
  private final MessageLog log;
  private final NodeLife node;
  private final Gate gate;

  Readiness(KeysAtStart keys, MessageLog log, NodeLife node, Gate gate) {
    this.keys = keys;
    this.log = log;
    this.node = node;
    this.gate = gate;
  }

  @Override
  public Health health() {
    boolean ready = keys.seen() && log.known() && node.known() && gate.isOpen();
    return (ready ? Health.up() : Health.outOfService())
        .withDetail("keys", keys.seen())
        .withDetail("log", log.known())
        .withDetail("subscription", node.known())
        .withDetail("draining", !gate.isOpen())
        .build();
  }
}
