package chat.maru.cluster.outage;

import chat.maru.cluster.load.Pacer;

/// Time that is only let pass, because it is part of what is measured.
final class Calm {
  private Calm() {}

  static void of(int seconds) {
    long _ = new Pacer(System.nanoTime(), 1).await(seconds);
  }
}
