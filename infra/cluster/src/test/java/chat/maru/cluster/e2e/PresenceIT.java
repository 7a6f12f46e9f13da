package chat.maru.cluster.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import chat.maru.cluster.client.api.SocketTicket;
import chat.maru.cluster.client.wire.ClientFrame;
import chat.maru.cluster.client.wire.Handshake;
import chat.maru.cluster.client.wire.HandshakeRefusedException;
import chat.maru.cluster.client.wire.RawSession;
import chat.maru.cluster.client.wire.ServerFrame;
import chat.maru.cluster.client.wire.ServerFrame.Presence;
import chat.maru.cluster.e2e.World.Pair;
import chat.maru.cluster.launcher.LocalCluster;
import chat.maru.cluster.launcher.WithCluster;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Presence is a snapshot and then changes; a short absence is none. Takes its thirty seconds.
@WithCluster
@Timeout(value = 90, threadMode = SEPARATE_THREAD)
class PresenceIT {
  private static final Duration GRACE = Duration.ofSeconds(30);
  private static final Duration PATIENCE = GRACE.plusSeconds(10);

  private final World world;

  PresenceIT(LocalCluster cluster) {
    world = new World(cluster.state());
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void offlineIsToldThirtySecondsAfterTheLastDeviceLeftAndATicketOfThatAgeIsRefused() {
    Pair pair = world.pair();
    RawSession watcher = world.device(pair.borrower(), 1);
    watcher.send(new ClientFrame.Watch(pair.roomId()));
    assertThat(watcher.await(Presence.class).online()).isFalse();

    RawSession first = world.device(pair.lender(), 2);
    RawSession second = world.device(pair.lender(), 1);
    assertThat(watcher.await(Presence.class, Presence::online).userId())
        .isEqualTo(pair.lender().id());
    first.close();
    RawSession back = world.device(pair.lender(), 2);
    back.close();
    SocketTicket ticket = pair.lender().api().ticket(null);
    int before = watcher.received().size();
    long left = System.nanoTime();
    second.close();

    RawSession.Received offline = watcher.awaitFrom(before, PATIENCE, Presence.class::isInstance);
    assertThat(((Presence) offline.frame()).online()).isFalse();
    assertThat(((Presence) offline.frame()).lastSeenAt()).isNotNull();
    assertThat(Duration.ofNanos(offline.nanos() - left)).isBetween(GRACE.minusSeconds(1), PATIENCE);
    assertThatThrownBy(
            () -> world.link(Handshake.withTicket(URI.create(ticket.url()), ticket.ticket())))
        .isInstanceOf(HandshakeRefusedException.class);
  }

  @Test
  void afterUnwatchNothingIsToldAnyMore() {
    Pair pair = world.pair();
    RawSession watcher = world.device(pair.borrower(), 1);
    watcher.send(new ClientFrame.Watch(pair.roomId()));
    ServerFrame.Presence _ = watcher.await(Presence.class);
    watcher.send(new ClientFrame.Unwatch(pair.roomId()));
    watcher.ping();
    int before = watcher.received(Presence.class).size();
    RawSession lender = world.device(pair.lender(), 2);
    ClientFrame.Send hello = ClientFrame.Send.toRoom(pair.roomId(), "hello");
    lender.send(hello);
    assertThat(World.storedIn(watcher, hello).seq()).isEqualTo(2);
    assertThat(watcher.received(Presence.class)).hasSize(before);
  }
}
