package chat.maru.chat.history;

import chat.maru.chat.identity.Caller;
import chat.maru.chat.problem.ProblemException;
import chat.maru.chat.room.ChatRoom;
import chat.maru.chat.room.Rooms;
import chat.maru.chat.room.Snapshots;
import chat.maru.chat.wire.PathId;
import chat.maru.contract.error.ErrorCode;
import chat.maru.operation.audit.Audit;
import chat.maru.operation.audit.AuditEvent;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Pages of a room's messages: ascending, contiguous, read from one snapshot together with the head
/// (D6).
@RestController
class HistoryController {
  private final Rooms rooms;
  private final Messages messages;
  private final MessageTexts texts;
  private final Snapshots snapshots;

  HistoryController(Rooms rooms, Messages messages, MessageTexts texts, Snapshots snapshots) {
    this.rooms = rooms;
    this.messages = messages;
    this.texts = texts;
    this.snapshots = snapshots;
  }

  @GetMapping("/api/rooms/{roomId}/messages")
  MessagePage messages(
      @PathVariable String roomId,
      @RequestParam @Nullable Long before,
      @RequestParam @Nullable Long after,
      @RequestParam @Nullable Integer limit,
      Caller caller) {
    UUID room = PathId.room(roomId);
    PageAsk ask = PageAsk.of(before, after, limit);
    Read read = snapshots.read(() -> read(room, caller.userId(), ask));
    List<Long> numbers = read.messages().stream().map(ChatMessage::seq).toList();
    return new MessagePage(
        read.messages().stream().map(texts::open).toList(),
        read.head(),
        ask.hasMore(numbers, read.head()));
  }

  private Read read(UUID roomId, UUID userId, PageAsk ask) {
    ChatRoom room =
        rooms
            .ofMember(roomId, userId)
            .orElseThrow(() -> {
              Audit.failure(AuditEvent.ROOM_REFUSED, null, ErrorCode.ROOM_NOT_FOUND.code());
              return ProblemException.of(ErrorCode.ROOM_NOT_FOUND);
            });
    Limit limit = Limit.of(ask.limit());
    return switch (ask) {
      case PageAsk.Before(long seq, _) ->
          new Read(messages.before(roomId, seq, limit).reversed(), room.headSeq());
      case PageAsk.After(long seq, _) ->
          new Read(messages.after(roomId, seq, limit), room.headSeq());
    };
  }

  record MessagePage(List<MessageView> items, long headSeq, boolean hasMore) {}

  private record Read(List<ChatMessage> messages, long head) {}
}
