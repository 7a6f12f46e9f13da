package chat.maru.cluster.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import chat.maru.cluster.client.api.Message;
import chat.maru.cluster.client.wire.ClientFrame.Send;
import chat.maru.cluster.client.wire.RawSession;
import chat.maru.cluster.client.wire.ServerFrame;
import chat.maru.cluster.e2e.World.Pair;
import chat.maru.cluster.launcher.LocalCluster;
import chat.maru.cluster.launcher.WithCluster;
import chat.maru.cluster.load.Pacer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// D2, D3, D14: keys change while people write.
@WithCluster
@Timeout(value = 240, threadMode = SEPARATE_THREAD)
class KeyRotationIT {
  private static final int PAIRS = 4;
  private static final int PER_SECOND = 10;
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private final World world;
  private final KeyCommand keys;

  KeyRotationIT(LocalCluster cluster) {
    world = new World(cluster.state());
    keys = KeyCommand.of(cluster.state());
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void d14_noSendFailsWhileTheKeyringIsRotatedAndDataKeysAreRenewedAndAllStaysReadable() {
    List<Pair> pairs = world.pairs(PAIRS);
    AtomicBoolean over = new AtomicBoolean();
    List<Callable<List<Send>>> work =
        Stream.concat(
                pairs.stream().map(pair -> (Callable<List<Send>>) () -> write(pair, over)),
                Stream.of(() -> rotateAndRenew(over)))
            .toList();

    List<List<Send>> sent = World.together(work);

    for (int i = 0; i < PAIRS; i++) {
      Pair pair = pairs.get(i);
      List<Message> history = World.history(pair.lender(), pair.roomId());
      assertThat(history.stream().skip(1).map(Message::text))
          .isEqualTo(sent.get(i).stream().map(Send::text).toList());
      assertThat(history).allMatch(message -> !message.text().isEmpty());
    }
  }

  /// The same message again is the same message, also under a renewed key.
  @Test
  void d2_aRetryAfterARenewalIsTheSameMessage() {
    Pair pair = world.pair();
    Send send = Send.toRoom(pair.roomId(), "before the renewal");
    try (RawSession device = world.device(pair.borrower(), 1)) {
      ServerFrame.Ack _ = World.acked(device, send);
      Judge.awaitSeq(device, pair.roomId(), 2, PATIENCE);
    }
    String _ = keys.run("retire", "--age=0s");
    String _ = keys.run("reseal");
    List<Message> before = World.history(pair.lender(), pair.roomId());

    try (RawSession device = world.device(pair.borrower(), 2)) {
      ServerFrame.Ack _ = World.acked(device, send);
      ServerFrame.Ack _ = World.acked(device, Send.toRoom(pair.roomId(), "after it"));
      Judge.awaitSeq(device, pair.roomId(), 3, PATIENCE);
    }

    List<Message> after = World.history(pair.lender(), pair.roomId());
    assertThat(after).hasSize(3).startsWith(before.toArray(Message[]::new));
  }

  private List<Send> rotateAndRenew(AtomicBoolean over) {
    try {
      keys.rotate();
      assertThat(keys.run("retire", "--age=0s")).containsPattern("[1-9]\\d* data keys");
      assertThat(keys.run("reseal")).containsPattern("[1-9]\\d* messages");
      return List.of();
    } finally {
      over.set(true);
    }
  }

  /// Each answered with `ack` at its first try.
  private List<Send> write(Pair pair, AtomicBoolean over) {
    List<Send> sent = new ArrayList<>();
    try (RawSession device = world.device(pair.borrower(), 1)) {
      Pacer pacer = new Pacer(System.nanoTime(), PER_SECOND);
      while (!over.get()) {
        long _ = pacer.await(sent.size() + 1);
        sent.add(Send.toRoom(pair.roomId(), "m:" + sent.size()));
        ServerFrame.Ack _ = World.acked(device, sent.getLast());
      }
      Judge.awaitSeq(device, pair.roomId(), 1 + sent.size(), PATIENCE);
      assertThat(device.received(ServerFrame.Failure.class)).isEmpty();
    }
    return sent;
  }
}
