package chat.maru.testkit.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ThreadLocalRandom;

/// Ports of the loopback address.
public final class Ports {

  /// Below the range from which systems take ports for outgoing connections (Linux: from 32768), so
  /// that none of those takes a port between the look and the use.
  private static final int LOWEST = 20_000;

  private static final int HIGHEST = 32_000;

  /// Where the next look begins. Each look goes on behind the one before, so that a port comes
  /// again only after all others; two JVMs seldom begin at the same place.
  private static int next = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);

  private Ports() {}

  /// A free port. This JVM gets it again only after thousands of others.
  public static int free() {
    return freeBlock(1);
  }

  /// The first of so many free ports in a row. This JVM gets one of them again only after all
  /// others between 20,000 and 32,000 have had their turn, if they are free by then.
  ///
  /// @throws IllegalStateException when there are no such ports
  public static synchronized int freeBlock(int length) {
    int base = next;
    int inARow = 0;
    for (int looked = 0; looked < HIGHEST - LOWEST + 2 * length; looked++) {
      int port = base + inARow;
      if (port >= HIGHEST) {
        base = LOWEST;
        inARow = 0;
      } else if (!isFree(port)) {
        base = port + 1;
        inARow = 0;
      } else if (++inARow == length) {
        next = port + 1;
        return base;
      }
    }
    throw new IllegalStateException(
        "free ports: not %d in a row (expected: some between %d and %d)"
            .formatted(length, LOWEST, HIGHEST));
  }

  /// False also when somebody listens on all addresses: some systems would let us bind beside him.
  public static boolean isFree(int port) {
    return !accepts(port) && canBind(port);
  }

  /// Whether somebody takes connections there.
  public static boolean accepts(int port) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean canBind(int port) {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
