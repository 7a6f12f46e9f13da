package chat.maru.cluster.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.cluster.client.api.Message;
import chat.maru.cluster.client.wire.ClientFrame.Send;
import chat.maru.cluster.client.wire.RawSession;
import chat.maru.cluster.client.wire.ServerFrame;
import chat.maru.cluster.e2e.World.Pair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What a device must have got, read off its raw frames.
final class Judge {

  private Judge() {}

  /// Waits until the room's message with this number came.
  static void awaitSeq(RawSession device, String roomId, long seq, Duration patience) {
    RawSession.Received _ =
        device.awaitFrom(
            0,
            patience,
            frame ->
                frame instanceof ServerFrame.Stored(Message message)
                    && message.roomId().equals(roomId)
                    && message.seq() == seq);
  }

  /// The room's messages in the order in which they came, repeats included.
  static List<Message> messages(RawSession device, String roomId) {
    return device.received(ServerFrame.Stored.class).stream()
        .map(ServerFrame.Stored::message)
        .filter(message -> message.roomId().equals(roomId))
        .toList();
  }

  /// D3, D7 on the wire: the numbers from `first` to `last` came each once, in order, without a
  /// hole.
  static void cameOnceAndInOrder(List<Message> came, long first, long last) {
    assertThat(irregularities(came, first, last)).as("%s to %s in order", first, last).isEmpty();
    assertThat(came.stream().map(Message::messageId)).doesNotHaveDuplicates();
  }

  private static List<String> irregularities(List<Message> came, long first, long last) {
    List<String> found = new ArrayList<>();
    long expected = first;
    for (Message message : came) {
      if (message.seq() != expected) {
        found.add(message.seq() + " instead of " + expected + " (" + message.sentAt() + ")");
      }
      expected = message.seq() + 1;
    }
    if (expected != last + 1) {
      found.add("ended before " + expected);
    }
    return found;
  }

  /// @param toldAgain whether each counts the first time only, and every repeat must be the same
  static List<Message> messages(RawSession device, String roomId, boolean toldAgain) {
    List<Message> all = messages(device, roomId);
    return toldAgain ? firstArrivals(all) : all;
  }

  private static List<Message> firstArrivals(List<Message> came) {
    Map<Long, Message> first = new LinkedHashMap<>();
    for (Message message : came) {
      Message earlier = first.putIfAbsent(message.seq(), message);
      assertThat(message).isEqualTo(earlier == null ? message : earlier);
    }
    return List.copyOf(first.values());
  }

  /// D1 to D4: every device and the history have all of these messages and the pair's first one,
  /// each once, in this order, under the same numbers; devices may have been told them again.
  static void oneOrder(Pair pair, List<Send> sent, List<RawSession> devices, Duration patience) {
    int head = 1 + sent.size();
    for (RawSession device : devices) {
      awaitSeq(device, pair.roomId(), head, patience);
      refusedNothing(device);
    }
    List<Message> history = World.history(pair.lender(), pair.roomId());
    cameOnceAndInOrder(history, 1, head);
    assertThat(history.subList(1, head))
        .extracting(Message::clientMessageId)
        .isEqualTo(sent.stream().map(Send::id).toList());
    for (RawSession device : devices) {
      List<Message> told = new ArrayList<>(messages(device, pair.roomId(), true));
      boolean _ = told.remove(history.getFirst()); // from before the device came; may be told again
      assertThat(told).isEqualTo(history.subList(1, head));
    }
  }

  /// Every one of these client message ids is one message.
  static void allThere(Collection<Message> came, Collection<String> clientMessageIds) {
    assertThat(came.stream().map(Message::clientMessageId).collect(Collectors.toSet()))
        .as("client message ids")
        .containsAll(clientMessageIds);
  }

  /// D4: the texts of each sender's device end in a counter behind a colon, and it only grows.
  static void inSenderOrder(List<Message> came) {
    came.stream()
        .collect(Collectors.groupingBy(m -> m.text().substring(0, m.text().lastIndexOf(':') + 1)))
        .forEach((device, messages) ->
            assertThat(messages.stream().map(Judge::counter))
                .as("order of %s", device)
                .isSorted()
                .doesNotHaveDuplicates());
  }

  /// No error came to this device.
  static void noErrors(RawSession device) {
    assertThat(device.received(ServerFrame.Failure.class)).isEmpty();
  }

  /// Nothing was refused to this device for good; retryable refusals were met.
  static void refusedNothing(RawSession device) {
    assertThat(device.received(ServerFrame.Failure.class)).allMatch(ServerFrame.Failure::retryable);
  }

  private static int counter(Message message) {
    String text = message.text();
    int colon = text.lastIndexOf(':');
    return colon < 0 ? 0 : Integer.parseInt(text.substring(colon + 1));
  }
}
