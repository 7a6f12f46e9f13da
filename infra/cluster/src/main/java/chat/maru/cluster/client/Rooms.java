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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// All rooms' timelines, and the fetching that makes them whole (D6): everything after each
/// `welcome` and `resync`, one room when a live message shows a hole that no pass is about to fill.
/// One pass at a time; what asks during a pass gets another one. A pass that fails is repeated
/// until it succeeds; what asks while it waits for that hastens it.
///
/// A catch-up tells only of rooms whose head is beyond the one it is given. So that it also tells
/// who has read on meanwhile, it is given one less for rooms in which anybody still can.
final class Rooms {
  private static final int PAGE = 100;
  private static final int NOT_FOUND = 404;

  private final Tasks tasks;
  private final ChatApi api;
  private final Backoff backoff;
  private final Reads reads;
  private final Screen screen;
  private final Alarm retry;
  private final Map<String, RoomTimeline> timelines = new HashMap<>();
  private final Set<String> filling = new HashSet<>();
  private final Set<String> answered = new HashSet<>(); // in this pass
  private boolean waiting; // to repeat a failed pass
  private boolean running;
  private boolean again;
  private boolean stopped;

  Rooms(Tasks tasks, ChatApi api, Backoff backoff, Reads reads, Screen screen) {
    this.tasks = tasks;
    this.api = api;
    this.backoff = backoff;
    this.reads = reads;
    this.screen = screen;
    this.retry = new Alarm(tasks);
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
    if ((!running || waiting) && !stopped) {
      running = true;
      pass();
    }
  }

  void stop() {
    stopped = true;
    retry.silence();
  }

  private void pass() {
    again = false;
    answered.clear();
    ask();
  }

  private void ask() {
    waiting = false;
    retry.silence();
    Map<String, Long> heads =
        timelines.entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey, room -> head(room.getKey(), room.getValue().shown())));
    tasks.call(() -> api.sync(heads, PAGE), this::passed);
  }

  private long head(String roomId, long shown) {
    return shown == 0 || answered.contains(roomId) || reads.settled(roomId, shown)
        ? shown
        : shown - 1;
  }

  private void passed(@Nullable SyncPage page, @Nullable Throwable failure) {
    if (stopped) {
      return;
    }
    if (page == null) {
      waiting = true;
      retry.set(ApiException.retryAfterNanos(failure) + backoff.nextNanos(), this::ask);
      return;
    }
    backoff.reset();
    page.items().forEach(this::apply);
    boolean more = page.hasMore() && !page.items().isEmpty();
    running = again || more;
    if (again) {
      pass();
    } else if (more) {
      ask();
    } else {
      timelines.keySet().forEach(this::fillHole);
    }
  }

  private void apply(SyncPage.Item item) {
    answered.add(item.roomId());
    timeline(item.roomId()).headIs(item.headSeq());
    merge(item.roomId(), item.messages());
    reads.fetched(item); // after the messages, which mostly name the counterpart
  }

  private void merge(String roomId, List<Message> messages) {
    show(timeline(roomId), messages);
    fillHole(roomId);
  }

  private void show(RoomTimeline timeline, List<Message> messages) {
    messages.stream()
        .filter(message -> message.wasErased() && message.seq() <= timeline.shown())
        .forEach(screen::erase);
    timeline.merge(messages).forEach(screen::show);
  }

  private void fillHole(String roomId) {
    if (!running && timeline(roomId).behind() && filling.add(roomId)) {
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
      show(timeline, page.items());
    }
    boolean notOurs = failure instanceof ApiException problem && problem.status() == NOT_FOUND;
    if (!timeline.behind() || notOurs) {
      filling.remove(roomId);
      backoff.reset();
    } else if (timeline.shown() > before) {
      fill(roomId);
    } else {
      long wait = ApiException.retryAfterNanos(failure) + backoff.nextNanos();
      var _ = tasks.later(wait, () -> fill(roomId));
    }
  }

  private RoomTimeline timeline(String roomId) {
    return timelines.computeIfAbsent(roomId, _ -> new RoomTimeline(0));
  }

  /// What becomes of messages.
  interface Screen {
    void show(Message message);

    /// One that was shown.
    void erase(Message message);
  }
}
