package chat.maru.cluster.outage.audience;

import chat.maru.cluster.load.Pacer;

/// An audience that writes at a fixed pace, on a thread of its own, until closed. What can't be
/// sent waits in the clients.
public final class Talk implements AutoCloseable {
  private final Thread thread;
  private volatile boolean over;

  private Talk(Audience audience, int perSecond) {
    Pacer pacer = new Pacer(System.nanoTime(), perSecond);
    thread =
        Thread.ofPlatform()
            .name("talk")
            .daemon()
            .start(() -> {
              for (long n = 0; !over; n++) {
                long _ = pacer.await(n);
                audience.write();
              }
            });
  }

  public static Talk start(Audience audience, int perSecond) {
    return new Talk(audience, perSecond);
  }

  /// Returns when the last message is written.
  @Override
  public void close() {
    over = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
