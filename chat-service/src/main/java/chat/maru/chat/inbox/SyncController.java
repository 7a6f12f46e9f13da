package chat.maru.chat.inbox;

import chat.maru.chat.history.ChatMessage;
import chat.maru.chat.history.MessageTexts;
import chat.maru.chat.history.MessageView;
import chat.maru.chat.history.Messages;
import chat.maru.chat.identity.Caller;
import chat.maru.chat.room.ChatRoom;
import chat.maru.chat.room.ReadPositions;
import chat.maru.chat.room.Rooms;
import chat.maru.chat.room.Snapshots;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Catch-up over all rooms of the caller in one call, from one snapshot (D6).
///
/// An answer is bounded; `hasMore` says that it was cut, and asking again with the new heads goes
/// on.
@RestController
class SyncController {
  private final Rooms rooms;
  private final Messages messages;
  private final MessageTexts texts;
  private final Snapshots snapshots;

  SyncController(Rooms rooms, Messages messages, MessageTexts texts, Snapshots snapshots) {
    this.rooms = rooms;
    this.messages = messages;
    this.texts = texts;
    this.snapshots = snapshots;
  }

  @PostMapping("/api/sync")
  SyncAnswer sync(@RequestBody SyncBody body, Caller caller) {
    SyncAsk ask = SyncAsk.of(body.heads(), body.limit());
    Read read = snapshots.read(() -> read(ask, caller.userId()));
    List<RoomTail> tails =
        read.rooms().stream().map(room -> tail(room, caller.userId(), read)).toList();
    return new SyncAnswer(
        tails, read.moreRooms() || tails.stream().anyMatch(RoomTail::endsBeforeHead));
  }

  private Read read(SyncAsk ask, UUID me) {
    UUID[] named = ask.heads().keySet().toArray(UUID[]::new);
    List<UUID> ids = rooms.beyond(me, named, heads(List.of(named), ask), ask.maxRooms() + 1);
    boolean moreRooms = ids.size() > ask.maxRooms();
    List<UUID> shown = moreRooms ? ids.subList(0, ask.maxRooms()) : ids;
    if (shown.isEmpty()) {
      return new Read(List.of(), Map.of(), new ReadPositions(List.of()), false);
    }
    Map<UUID, ChatRoom> found =
        rooms.complete(shown).stream().collect(Collectors.toMap(ChatRoom::id, room -> room));
    return new Read(
        shown.stream().map(found::get).toList(),
        messages.afterInEach(shown.toArray(UUID[]::new), heads(shown, ask), ask.limit()).stream()
            .collect(Collectors.groupingBy(ChatMessage::roomId)),
        new ReadPositions(rooms.readPositions(shown)),
        moreRooms);
  }

  private static Long[] heads(List<UUID> roomIds, SyncAsk ask) {
    List<Long> heads = new ArrayList<>();
    roomIds.forEach(id -> heads.add(ask.head(id)));
    return heads.toArray(Long[]::new);
  }

  private RoomTail tail(ChatRoom room, UUID me, Read read) {
    return new RoomTail(
        room.id(),
        room.headSeq(),
        read.positions().of(room.id(), me),
        read.positions().of(room.id(), room.counterpartOf(me).id()),
        read.messages().getOrDefault(room.id(), List.of()).stream().map(texts::open).toList());
  }

  record SyncBody(@Nullable Map<String, @Nullable Long> heads, @Nullable Integer limit) {}

  record SyncAnswer(List<RoomTail> items, boolean hasMore) {}

  record RoomTail(
      UUID roomId,
      long headSeq,
      long readSeq,
      long counterpartReadSeq,
      List<MessageView> messages) {

    boolean endsBeforeHead() {
      return messages.isEmpty() || messages.getLast().seq() < headSeq;
    }
  }

  private record Read(
      List<ChatRoom> rooms,
      Map<UUID, List<ChatMessage>> messages,
      ReadPositions positions,
      boolean moreRooms) {}
}
