package chat.maru.gateway.identity;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Fetches the issuer's keys in the background until there are some: a gateway starts without
/// chat-service, and is ready with its keys.
public final class KeysAtStart {
  private static final long PAUSE_MILLIS = 500;

  private final Tokens tokens;
  private final ScheduledExecutorService timer;
  private volatile boolean seen;

  KeysAtStart(Tokens tokens, ScheduledExecutorService timer) {
    this.tokens = tokens;
    this.timer = timer;
    fetch();
  }

  /// True for good once the keys were there.
  public boolean seen() {
    return seen;
  }

  private void fetch() {
    Thread.ofVirtual().name("keys-at-start").start(this::tryOnce);
  }

  private void tryOnce() {
    seen = tokens.haveKeys();
    if (!seen && !timer.isShutdown()) {
      var _ = timer.schedule(this::fetch, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }
  }
}
