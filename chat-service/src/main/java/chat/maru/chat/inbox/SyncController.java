package chat.maru.chat.inbox;

import chat.maru.chat.history.RoomTail;
import chat.maru.chat.history.Tails;
import chat.maru.chat.identity.Caller;
import java.util.List;
import java.util.Map;
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
  private final Tails tails;

  SyncController(Tails tails) {
    this.tails = tails;
  }

  @PostMapping("/api/sync")
  SyncAnswer sync(@RequestBody SyncBody body, Caller caller) {
    SyncAsk ask = SyncAsk.of(body.heads(), body.limit());
    List<RoomTail> found =
        tails.beyond(caller.userId(), ask.heads(), ask.maxRooms() + 1, ask.limit());
    boolean moreRooms = found.size() > ask.maxRooms();
    List<RoomTail> items = moreRooms ? found.subList(0, ask.maxRooms()) : found;
    return new SyncAnswer(items, moreRooms || items.stream().anyMatch(RoomTail::endsBeforeHead));
  }

  record SyncBody(@Nullable Map<String, @Nullable Long> heads, @Nullable Integer limit) {}

  record SyncAnswer(List<RoomTail> items, boolean hasMore) {}
}
