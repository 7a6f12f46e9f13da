package chat.maru.cluster.client.fake;

import chat.maru.cluster.client.api.Message;
import chat.maru.cluster.client.api.Person;
import chat.maru.cluster.client.api.Room;
import chat.maru.cluster.client.api.SyncPage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// What is stored: rooms of `me`, who borrows, with `other`, who lends. A test writes, the server
/// reads.
final class FakeRooms {
  private final Map<String, List<Message>> messages = new ConcurrentSkipListMap<>();
  private final Map<String, Long> reads = new ConcurrentHashMap<>();

  Message store(String roomId, String senderId, String clientMessageId) {
    List<Message> room = messages.computeIfAbsent(roomId, _ -> new CopyOnWriteArrayList<>());
    long seq = room.size() + 1;
    String text = "text " + seq;
    Message message =
        new Message(
            roomId,
            roomId + "-" + seq,
            seq,
            senderId,
            clientMessageId,
            text,
            Instant.EPOCH.plusSeconds(seq),
            null);
    room.add(message);
    reads(roomId, senderId, seq);
    return message;
  }

  void erase(String senderId) {
    messages
        .values()
        .forEach(room ->
            room.replaceAll(
                message -> message.senderId().equals(senderId) ? erased(message) : message));
  }

  private static Message erased(Message message) {
    return new Message(
        message.roomId(),
        message.messageId(),
        message.seq(),
        message.senderId(),
        message.clientMessageId(),
        "deleted message",
        message.sentAt(),
        true);
  }

  void reads(String roomId, String userId, long seq) {
    reads.merge(roomId + userId, seq, Math::max);
  }

  List<String> ids() {
    return List.copyOf(messages.keySet());
  }

  long head(String roomId) {
    return messages.getOrDefault(roomId, List.of()).size();
  }

  List<Message> after(String roomId, long seq) {
    return messages.getOrDefault(roomId, List.of()).stream()
        .filter(message -> message.seq() > seq)
        .toList();
  }

  SyncPage.Item tail(String roomId, long seq) {
    return new SyncPage.Item(
        roomId, head(roomId), readBy(roomId, "me"), readBy(roomId, "other"), after(roomId, seq));
  }

  List<Room> all() {
    return ids().stream().map(this::room).toList();
  }

  Room room(String roomId) {
    Message last = messages.get(roomId).getLast();
    long mine = readBy(roomId, "me");
    return new Room(
        roomId,
        new Room.Subject("post-of-" + roomId, "Drill"),
        new Person("me", "Me"),
        new Person("other", "Other"),
        new Room.Latest(
            last.messageId(),
            last.seq(),
            last.senderId(),
            last.text(),
            last.sentAt(),
            last.erased()),
        last.seq(),
        mine,
        readBy(roomId, "other"),
        last.seq() - mine,
        last.sentAt());
  }

  private long readBy(String roomId, String userId) {
    return reads.getOrDefault(roomId + userId, 0L);
  }
}
