package chat.maru.gateway.identity;

import chat.maru.gateway.timer.Timer;
import java.time.Duration;

/// Fetches the issuer's keys in the background until there are some: a gateway starts without
/// chat-service, and is ready with its keys.
public final class KeysAtStart {
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final Tokens tokens;
  private final Timer timer;
  private volatile boolean seen;

  KeysAtStart(Tokens tokens, Timer timer) {
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
    if (!seen) {
      timer.after(PAUSE, this::fetch);
    }
  }
}
