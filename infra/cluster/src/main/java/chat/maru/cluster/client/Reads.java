package chat.maru.cluster.client;

import chat.maru.cluster.client.api.ApiException;
import chat.maru.cluster.client.api.ChatApi;
import chat.maru.cluster.client.api.Room;
import chat.maru.cluster.client.api.SyncPage;
import chat.maru.cluster.client.room.Backoff;
import chat.maru.cluster.client.room.ReadPositions;
import chat.maru.cluster.client.wire.ClientFrame;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// How far everybody has read: each position told once and growing (D8), wherever it came from, and
/// one's own wishes repeated until the cluster confirms them.
///
/// A catch-up names the counterpart's position but not the counterpart; where nothing else did, the
/// room is asked.
final class Reads {
  private static final int NOT_FOUND = 404;

  private final Tasks tasks;
  private final ChatApi api;
  private final Backoff backoff;
  private final Consumer<ClientFrame> send;
  private final Told told;
  private final ReadPositions positions = new ReadPositions();
  private final Map<String, Long> wanted = new HashMap<>();
  private final Map<String, String> counterparts = new HashMap<>();
  private final Map<String, Long> nameless = new HashMap<>(); // read by a counterpart yet unknown
  private String me = "";
  private boolean stopped;

  Reads(Tasks tasks, ChatApi api, Backoff backoff, Consumer<ClientFrame> send, Told told) {
    this.tasks = tasks;
    this.api = api;
    this.backoff = backoff;
    this.send = send;
    this.told = told;
  }

  /// Hears of a member's new position.
  interface Told {
    void read(String roomId, String userId, long seq);
  }

  /// What was not confirmed is told once more: the old link may have lost it.
  void connected(String userId) {
    me = userId;
    wanted.forEach((roomId, seq) -> send.accept(new ClientFrame.Read(roomId, seq)));
  }

  void want(String roomId, long seq) {
    if (seq > Math.max(positions.of(roomId, me), wanted.getOrDefault(roomId, 0L))) {
      wanted.put(roomId, seq);
      send.accept(new ClientFrame.Read(roomId, seq));
    }
  }

  /// Told by a frame, or by a message: who wrote it has read up to it.
  void reached(String roomId, String userId, long seq) {
    if (userId.equals(me)) {
      wanted.computeIfPresent(roomId, (_, mark) -> mark <= seq ? null : mark);
    } else {
      counterparts.putIfAbsent(roomId, userId);
    }
    if (positions.advance(roomId, userId, seq)) {
      told.read(roomId, userId, seq);
    }
  }

  /// Told by a catch-up.
  void fetched(SyncPage.Item item) {
    String roomId = item.roomId();
    long seq = item.counterpartReadSeq();
    reached(roomId, me, item.readSeq());
    String counterpart = counterparts.get(roomId);
    if (counterpart != null) {
      reached(roomId, counterpart, seq);
    } else if (seq > 0) {
      boolean asking = nameless.containsKey(roomId);
      nameless.merge(roomId, seq, Math::max);
      if (!asking) {
        ask(roomId);
      }
    }
  }

  /// Both members have read all of the room that is known: until its head moves, no position can.
  boolean settled(String roomId, long head) {
    String counterpart = counterparts.get(roomId);
    return positions.of(roomId, me) >= head
        && counterpart != null
        && positions.of(roomId, counterpart) >= head;
  }

  void stop() {
    stopped = true;
  }

  private void ask(String roomId) {
    tasks.call(() -> api.room(roomId), (room, failure) -> answered(roomId, room, failure));
  }

  private void answered(String roomId, @Nullable Room room, @Nullable Throwable failure) {
    if (stopped) {
      return;
    }
    if (room != null) {
      String borrower = room.borrower().userId();
      String counterpart = borrower.equals(me) ? room.lender().userId() : borrower;
      backoff.reset();
      reached(roomId, counterpart, nameless.getOrDefault(roomId, 0L));
      nameless.remove(roomId);
    } else if (failure instanceof ApiException problem && problem.status() == NOT_FOUND) {
      nameless.remove(roomId);
    } else {
      var _ = tasks.later(backoff.nextNanos(), () -> ask(roomId));
    }
  }
}
