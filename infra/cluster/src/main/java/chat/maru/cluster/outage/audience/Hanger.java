package chat.maru.cluster.outage.audience;

import chat.maru.cluster.client.wire.Handshake;
import chat.maru.cluster.client.wire.Link;
import chat.maru.cluster.client.wire.LinkListener;
import chat.maru.cluster.client.wire.WebSockets;
import chat.maru.cluster.load.Pacer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/// A link that can stop reading. It looks at nothing that comes, so that it costs the machine
/// little.
final class Hanger implements LinkListener {
  private static final int PATIENCE_SECONDS = 30;
  private static final int MOST_TRIES = 20;

  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final CompletableFuture<String> first = new CompletableFuture<>();
  private final Link link;

  /// Returns when the gateway has said `welcome`; knocks again where a busy one sends it away.
  static Hanger open(WebSockets sockets, Handshake handshake) {
    Pacer tries = new Pacer(System.nanoTime(), 1);
    for (int i = 1; ; i++) {
      try {
        return new Hanger(sockets, handshake);
      } catch (CompletionException e) {
        if (i == MOST_TRIES) {
          throw e;
        }
        long _ = tries.await(i);
      }
    }
  }

  private Hanger(WebSockets sockets, Handshake handshake) {
    link = sockets.open(handshake, this).orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    String _ = first.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }

  void reading(boolean on) {
    link.reading(on);
  }

  /// Until the end of the link was read.
  boolean isLinked() {
    return !closed.isDone();
  }

  /// The close code once the end of the link was read; 0 before.
  int closeCode() {
    return closed.getNow(0);
  }

  void close() {
    link.abort();
  }

  @Override
  public void onText(String frame) {
    first.complete(frame);
  }

  @Override
  public void onClosed(int code, String reason) {
    closed.complete(code);
    first.completeExceptionally(new IllegalStateException("closed with " + code));
  }
}
