package chat.maru.cluster.trial.device;

import chat.maru.cluster.client.api.ApiException;
import chat.maru.cluster.client.api.ChatApi;
import chat.maru.cluster.client.api.SyncPage;
import chat.maru.cluster.client.room.Backoff;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Fetches with `POST /api/sync` until nothing is missing, through one chat-service after the other
/// until one answers. Belongs to the loop.
///
/// What is asked on one connection is not heard on the next: there everything is asked anew.
final class CatchUp {
  private static final int PAGE = 100;

  private final EventLoop loop;
  private final List<ChatApi> apis;
  private final Reached reached;
  private final Answers answers;
  private final Backoff backoff;

  private int next;
  private int turn;
  private boolean running;
  private boolean again;

  CatchUp(
      EventLoop loop,
      List<ChatApi> apis,
      RandomGenerator random,
      Reached reached,
      Answers answers) {
    this.loop = loop;
    this.apis = apis;
    this.reached = reached;
    this.answers = answers;
    next = random.nextInt(apis.size());
    backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(3), random);
  }

  /// Takes each answer.
  @FunctionalInterface
  interface Answers {
    void synced(Map<String, Long> heads, SyncPage page);
  }

  /// Something may be missing.
  void ask() {
    again = true;
    if (!running) {
      running = true;
      pass();
    }
  }

  /// The connection is gone.
  void stop() {
    turn++;
    running = false;
  }

  boolean isRunning() {
    return running;
  }

  private void pass() {
    again = false;
    int mine = turn;
    Map<String, Long> heads = reached.heads();
    ChatApi api = apis.get(next);
    Thread _ =
        Thread.startVirtualThread(() -> {
          @Nullable SyncPage page = answer(api, heads);
          loop.execute(() -> {
            if (mine == turn) {
              passed(heads, page);
            }
          });
        });
  }

  private static @Nullable SyncPage answer(ChatApi api, Map<String, Long> heads) {
    try {
      return api.sync(heads, PAGE);
    } catch (ApiException e) {
      return null;
    }
  }

  private void passed(Map<String, Long> heads, @Nullable SyncPage page) {
    if (page == null) {
      next = (next + 1) % apis.size();
      int mine = turn;
      var _ =
          loop.schedule(
              () -> {
                if (mine == turn) {
                  pass();
                }
              },
              backoff.nextNanos(),
              TimeUnit.NANOSECONDS);
      return;
    }
    backoff.reset();
    answers.synced(heads, page);
    running = again || page.hasMore();
    if (running) {
      pass();
    }
  }
}
