package chat.maru.chat.directory;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.chat.FakeNode;
import chat.maru.chat.RunningNode;
import chat.maru.contract.node.NodeAddress;
import chat.maru.contract.node.NodeBatch;
import chat.maru.contract.node.RedisKeys;
import chat.maru.testkit.Servers;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.StringRedisTemplate;

/// D5: whose entries go when nobody heard a publish, each step of the fan-out driven by hand, so
/// that anything may happen between two of them.
class SweepIT extends RunningNode {
  private final UUID user = UUID.randomUUID();

  @Autowired SessionDirectory directory;
  @Autowired StringRedisTemplate redis;
  private FakeNode node;

  @BeforeEach
  void aNodeWithADevice() {
    node = start();
    node.connect(user);
  }

  @AfterEach
  void leave() {
    node.close();
    redis.delete(RedisKeys.node("fake"));
  }

  @Test
  void aNodeThatHadItsSubscriptionCutAndIsBackBeforeTheSweepKeepsItsEntries() {
    node.lease();
    Devices before = directory.devicesOf(Set.of(user));
    node.fallDeaf();
    Set<NodeAddress> unheard = publish();
    assertThat(unheard).isEqualTo(Set.of(node.address()));
    node.subscribe();
    assertThat(directory.sweep(before, unheard)).isEmpty();
    assertThat(directory.devicesOf(Set.of(user))).isEqualTo(before);
    assertThat(publish()).isEmpty();
  }

  @Test
  void aLivingNodeBetweenTwoSubscriptionsKeepsItsEntries() {
    node.lease();
    Devices before = directory.devicesOf(Set.of(user));
    node.fallDeaf();
    assertThat(directory.sweep(before, publish())).isEmpty();
    assertThat(directory.devicesOf(Set.of(user))).isEqualTo(before);
  }

  @Test
  void aNodeWithoutALeaseLosesItsEntries() {
    Devices before = directory.devicesOf(Set.of(user));
    node.fallDeaf();
    assertThat(directory.sweep(before, publish())).isEqualTo(Set.of(node.address()));
    assertThat(directory.devicesOf(Set.of(user)).sessions()).isEmpty();
  }

  @Test
  void anOlderLifeOfALivingNodeLosesItsEntriesAndTheNewOneKeepsThem() {
    Devices before = directory.devicesOf(Set.of(user));
    node.fallDeaf();
    Set<NodeAddress> unheard = publish();
    try (FakeNode newer = start()) {
      newer.lease();
      newer.connect(user);
      assertThat(directory.sweep(before, unheard)).isEqualTo(Set.of(node.address()));
      assertThat(directory.devicesOf(Set.of(user)).nodesOf(user))
          .isEqualTo(Set.of(newer.address()));
    }
  }

  /// What a fan-out that looked the node up before does next.
  private Set<NodeAddress> publish() {
    return directory.publish(List.of(new Publication(node.address(), new NodeBatch(List.of()))));
  }

  private static FakeNode start() {
    var server = Servers.current().redis();
    return new FakeNode("fake", server.host(), server.port());
  }
}
