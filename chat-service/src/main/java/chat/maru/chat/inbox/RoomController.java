package chat.maru.chat.inbox;

import chat.maru.chat.history.ChatMessage;
import chat.maru.chat.history.MessageTexts;
import chat.maru.chat.history.Messages;
import chat.maru.chat.identity.Caller;
import chat.maru.chat.problem.ProblemException;
import chat.maru.chat.room.ChatRoom;
import chat.maru.chat.room.ReadPositions;
import chat.maru.chat.room.Rooms;
import chat.maru.chat.room.Snapshots;
import chat.maru.chat.wire.Cursor;
import chat.maru.chat.wire.Listing;
import chat.maru.chat.wire.PageLimit;
import chat.maru.chat.wire.PathId;
import chat.maru.contract.error.ErrorCode;
import chat.maru.operation.audit.Audit;
import chat.maru.operation.audit.AuditEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The caller's rooms. However many there are on a page, it takes four queries in one snapshot.
@RestController
class RoomController {
  private final Rooms rooms;
  private final Messages messages;
  private final MessageTexts texts;
  private final Snapshots snapshots;

  RoomController(Rooms rooms, Messages messages, MessageTexts texts, Snapshots snapshots) {
    this.rooms = rooms;
    this.messages = messages;
    this.texts = texts;
    this.snapshots = snapshots;
  }

  @GetMapping("/api/rooms")
  Listing<RoomView> list(
      @RequestParam @Nullable Integer limit, @RequestParam @Nullable String cursor, Caller caller) {
    int size = PageLimit.of(limit);
    Cursor from = Cursor.decode(Cursor.Of.ROOMS, cursor);
    UUID me = caller.userId();
    Read read =
        snapshots.read(() -> read(rooms.newestOf(me, from.time(), from.id(), size + 1), size));
    return Listing.of(
            read.rooms(),
            size,
            last -> new Cursor(last.updatedAt(), last.id()).encode(Cursor.Of.ROOMS))
        .map(room -> view(room, me, read));
  }

  @GetMapping("/api/rooms/{roomId}")
  RoomView room(@PathVariable String roomId, Caller caller) {
    UUID id = PathId.room(roomId);
    return one(caller.userId(), () -> rooms.ofMember(id, caller.userId()).map(ChatRoom::id));
  }

  /// The room that the caller has on this post as borrower.
  @GetMapping("/api/posts/{postId}/room")
  RoomView roomOnPost(@PathVariable String postId, Caller caller) {
    UUID id = PathId.post(postId);
    return one(caller.userId(), () -> rooms.onPost(id, caller.userId()));
  }

  private RoomView one(UUID me, Supplier<Optional<UUID>> find) {
    Read read = snapshots.read(() -> read(find.get().stream().toList(), 1));
    return read.rooms().stream()
        .findFirst()
        .map(room -> view(room, me, read))
        .orElseThrow(() -> {
          Audit.failure(AuditEvent.ROOM_REFUSED, null, ErrorCode.ROOM_NOT_FOUND.code());
          return ProblemException.of(ErrorCode.ROOM_NOT_FOUND);
        });
  }

  /// @param ids in the order of the answer
  /// @param shown how many of them are shown: one more only says that there is a next page
  private Read read(List<UUID> ids, int shown) {
    if (ids.isEmpty()) {
      return new Read(List.of(), Map.of(), new ReadPositions(List.of()));
    }
    Map<UUID, ChatRoom> found =
        rooms.complete(ids).stream().collect(Collectors.toMap(ChatRoom::id, Function.identity()));
    List<UUID> visible = ids.subList(0, Math.min(shown, ids.size()));
    return new Read(
        ids.stream().map(found::get).toList(),
        messages.newestOfEach(visible).stream()
            .collect(Collectors.toMap(ChatMessage::roomId, Function.identity())),
        new ReadPositions(rooms.readPositions(visible)));
  }

  private RoomView view(ChatRoom room, UUID me, Read read) {
    ChatMessage newest = read.newest().get(room.id());
    if (newest == null) {
      throw new IllegalStateException("room " + room.id() + " has no message " + room.headSeq());
    }
    return RoomView.of(room, me, texts.open(newest), read.positions());
  }

  private record Read(
      List<ChatRoom> rooms, Map<UUID, ChatMessage> newest, ReadPositions positions) {}
}
