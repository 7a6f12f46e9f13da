package chat.maru.cluster.trial.device;

import chat.maru.cluster.client.api.ApiException;
import chat.maru.cluster.client.api.ChatApi;
import chat.maru.cluster.client.api.MessagePage;
import chat.maru.cluster.client.api.Room;
import chat.maru.cluster.history.record.HistoryEvent;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// A user's REST calls beside all devices: pages anywhere in a room, the list of rooms. One call at
/// a time; what is asked meanwhile, or not answered, is skipped. Its history has no end: nothing is
/// delivered to it.
public final class Visitor implements AutoCloseable {
  private static final int MOST = 100;

  private final List<ChatApi> apis;
  private final RandomGenerator random;
  private final Recorder recorder;
  private final AtomicBoolean busy = new AtomicBoolean();

  public Visitor(Stage stage, Person who, RandomGenerator random) {
    this.random = random;
    apis = stage.apis(who);
    recorder =
        Recorder.begin(
            stage,
            who.name() + "-visitor",
            who.userId(),
            new HistoryEvent.Began(true, false, Map.of()));
  }

  /// Fetches a page of this room: the newest, or one before or after a random place.
  public void leaf(Conversation room, long head) {
    long place = head == 0 ? 0 : random.nextLong(head + 1);
    int limit = 1 + random.nextInt(MOST);
    int kind = random.nextInt(3);
    perhaps(api ->
        switch (kind) {
          case 0 -> page(room, null, null, api.newest(room.roomId(), limit));
          case 1 -> page(room, place + 1, null, api.before(room.roomId(), place + 1, limit));
          default -> page(room, null, place, api.after(room.roomId(), place, limit));
        });
  }

  public void list() {
    perhaps(api ->
        new HistoryEvent.Listed(
            api.rooms(MOST, null).items().stream().map(Visitor::listed).toList()));
  }

  @Override
  public void close() {
    recorder.close();
  }

  private void perhaps(Call call) {
    ChatApi api = apis.get(random.nextInt(apis.size()));
    if (!busy.compareAndSet(false, true)) {
      return;
    }
    Thread _ =
        Thread.startVirtualThread(() -> {
          try {
            recorder.tell(call.with(api));
          } catch (ApiException e) {
            // A service that is away answers nothing: nothing was seen.
          } finally {
            busy.set(false);
          }
        });
  }

  private static HistoryEvent page(
      Conversation room, @Nullable Long before, @Nullable Long after, MessagePage page) {
    return new HistoryEvent.Fetched(
        room.roomId(),
        before,
        after,
        page.headSeq(),
        page.hasMore(),
        Recorder.copies(page.items()));
  }

  private static HistoryEvent.ListedRoom listed(Room room) {
    return new HistoryEvent.ListedRoom(
        room.roomId(), room.headSeq(), room.readSeq(), room.unreadCount());
  }

  @FunctionalInterface
  private interface Call {
    HistoryEvent with(ChatApi api);
  }
}
