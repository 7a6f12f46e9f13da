package chat.maru.cluster.storm;

import chat.maru.cluster.client.Timing;
import chat.maru.cluster.client.api.ApiException;
import chat.maru.cluster.client.api.Message;
import chat.maru.cluster.client.api.SyncPage;
import chat.maru.cluster.client.room.Backoff;
import chat.maru.cluster.client.room.RoomTimeline;
import chat.maru.cluster.client.wire.ServerFrame;
import chat.maru.cluster.client.wire.WebSockets;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A device with one room that catches up as the reference client does: fetches after each welcome,
/// each `resync` and each hole, merges by `seq` (D6), and asks again what was refused.
final class Homecomer extends Phone {
  private final String token;
  private final CatchUps catchUps;
  private final RoomTimeline timeline = new RoomTimeline(0);
  private final Backoff backoff =
      new Backoff(
          Timing.usual().firstBackoff(), Timing.usual().mostBackoff(), new SplittableRandom());
  private boolean fetching;
  private boolean again;
  private volatile long welcomeAt; // 0 = not yet
  private volatile long backAt; // 0 = not yet

  Homecomer(Road road, Supplier<List<URI>> gateways, String token) {
    super(road.sockets(), gateways, token, road.mail(), road.mishaps());
    this.token = token;
    this.catchUps = road.catchUps();
  }

  /// What all of them share.
  record Road(WebSockets sockets, CatchUps catchUps, Mail mail, Mishaps mishaps) {}

  /// From now on it is not back until it was welcomed again.
  void forgetReturn() {
    welcomeAt = 0;
    backAt = 0;
  }

  /// When the first `welcome` since then came; 0 = not yet.
  long welcomeAt() {
    return welcomeAt;
  }

  /// When the catch-up behind that was merged; 0 = not yet.
  long backAt() {
    return backAt;
  }

  @Override
  public void onWelcome() {
    if (welcomeAt == 0) {
      welcomeAt = System.nanoTime();
    }
    fetch();
  }

  @Override
  public void onFrame(String type, String frame) {
    super.onFrame(type, frame);
    if (type.equals("message") && ServerFrame.parse(frame) instanceof ServerFrame.Stored stored) {
      List<Message> _ = timeline.merge(List.of(stored.message()));
    }
    if (type.equals("resync") || timeline.behind()) {
      fetch();
    }
  }

  private void fetch() {
    if (fetching) {
      again = true;
      return;
    }
    fetching = true;
    again = false;
    Map<String, Long> heads = room().isEmpty() ? Map.of() : Map.of(room(), timeline.shown());
    var _ =
        catchUps
            .ask(token, heads)
            .whenComplete((page, failure) -> client().soon(() -> fetched(page, failure)));
  }

  private void fetched(@Nullable SyncPage page, @Nullable Throwable failure) {
    fetching = false;
    if (page == null) {
      refused(failure);
      return;
    }
    backoff.reset();
    page.items().forEach(this::merge);
    if (page.hasMore() || again) {
      fetch();
    } else if (welcomeAt != 0 && backAt == 0 && client().isLinked()) {
      backAt = System.nanoTime();
    }
  }

  private void merge(SyncPage.Item item) {
    long now = System.nanoTime();
    timeline
        .merge(item.messages())
        .forEach(message -> {
          if (heldSince(message.clientMessageId()) == 0) {
            keep(message.clientMessageId(), now);
          }
        });
  }

  private void refused(@Nullable Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    onRefused("sync " + (cause instanceof ApiException problem ? problem.code() : cause));
    long nanos = ApiException.retryAfterNanos(cause) + backoff.nextNanos();
    client().later(nanos, this::fetch);
  }
}
