package chat.maru.cluster.client;

import chat.maru.cluster.client.api.ApiException;
import chat.maru.cluster.client.api.ChatApi;
import chat.maru.cluster.client.api.Message;
import chat.maru.cluster.client.api.MessagePage;
import chat.maru.cluster.client.api.SyncPage;
import chat.maru.cluster.client.room.Backoff;
import chat.maru.cluster.client.room.RoomTimeline;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// All rooms' timelines, and the fetching that makes them whole (D6): everything after each
/// `welcome` and `resync`, one room when a live message shows a hole. One pass at a time; what asks
/// during a pass gets another one. A pass that fails is repeated until it succeeds.
final class Rooms {
  private static final int PAGE = 100;
  private static final int NOT_FOUND = 404;

  private final Tasks tasks;
  private final ChatApi api;
  private final Backoff backoff;
  private final Consumer<SyncPage.Item> synced;
  private final Consumer<Message> show;
  private final Map<String, RoomTimeline> timelines = new HashMap<>();
  private final Set<String> filling = new HashSet<>();
  private boolean running;
  private boolean again;
  private boolean stopped;

  /// @param synced told of each room that a pass found changed, before its messages are shown
  Rooms(
      Tasks tasks,
      ChatApi api,
      Backoff backoff,
      Consumer<SyncPage.Item> synced,
      Consumer<Message> show) {
    this.tasks = tasks;
    this.api = api;
    this.backoff = backoff;
    this.synced = synced;
    this.show = show;
  }

  /// What the device has of a room already.
  void has(String roomId, long seq) {
    timelines.put(roomId, new RoomTimeline(seq));
  }

  void live(Message message) {
    merge(message.roomId(), List.of(message));
  }

  /// Fetches what is missing anywhere.
  void catchUp() {
    again = true;
    if (!running && !stopped) {
      running = true;
      pass();
    }
  }

  void stop() {
    stopped = true;
  }

  private void pass() {
    again = false;
    Map<String, Long> heads =
        timelines.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, room -> room.getValue().shown()));
    tasks.call(() -> api.sync(heads, PAGE), this::passed);
  }

  private void passed(@Nullable SyncPage page, @Nullable Throwable failure) {
    if (stopped) {
      return;
    }
    if (page == null) {
      var _ = tasks.later(backoff.nextNanos(), this::pass);
      return;
    }
    backoff.reset();
    page.items().forEach(this::apply);
    running = again || page.hasMore() && !page.items().isEmpty();
    if (running) {
      pass();
    }
  }

  private void apply(SyncPage.Item item) {
    synced.accept(item);
    timeline(item.roomId()).headIs(item.headSeq());
    merge(item.roomId(), item.messages());
  }

  private void merge(String roomId, List<Message> messages) {
    RoomTimeline timeline = timeline(roomId);
    timeline.merge(messages).forEach(show);
    if (timeline.behind() && filling.add(roomId)) {
      fill(roomId);
    }
  }

  private void fill(String roomId) {
    long shown = timeline(roomId).shown();
    tasks.call(
        () -> api.after(roomId, shown, PAGE), (page, failure) -> filled(roomId, page, failure));
  }

  private void filled(String roomId, @Nullable MessagePage page, @Nullable Throwable failure) {
    if (stopped) {
      return;
    }
    RoomTimeline timeline = timeline(roomId);
    long before = timeline.shown();
    if (page != null) {
      timeline.headIs(page.headSeq());
      timeline.merge(page.items()).forEach(show);
    }
    boolean notOurs = failure instanceof ApiException problem && problem.status() == NOT_FOUND;
    if (!timeline.behind() || notOurs) {
      filling.remove(roomId);
      backoff.reset();
    } else if (timeline.shown() > before) {
      fill(roomId);
    } else {
      var _ = tasks.later(backoff.nextNanos(), () -> fill(roomId));
    }
  }

  private RoomTimeline timeline(String roomId) {
    return timelines.computeIfAbsent(roomId, _ -> new RoomTimeline(0));
  }
}
