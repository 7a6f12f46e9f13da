package chat.maru.testkit.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/// Ports of the loopback address.
public final class Ports {

  /// Below the range from which systems take ports for outgoing connections (Linux: from 32768), so
  /// that none of those takes a port between the look and the use.
  private static final int LOWEST = 20_000;

  private static final int HIGHEST = 32_000;

  private static final Set<Integer> HANDED_OUT = ConcurrentHashMap.newKeySet();

  private Ports() {}

  /// A free port that this JVM has not handed out before.
  public static int free() {
    return freeBase(0);
  }

  /// A port `b` with all of `b + offsets` free; 0 is always among the offsets.
  public static int freeBase(int... offsets) {
    for (int attempt = 0; attempt < 1_000; attempt++) {
      int base = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
      if (IntStream.concat(IntStream.of(0), IntStream.of(offsets))
          .allMatch(offset -> !HANDED_OUT.contains(base + offset) && isFree(base + offset))) {
        IntStream.concat(IntStream.of(0), IntStream.of(offsets))
            .forEach(offset -> HANDED_OUT.add(base + offset));
        return base;
      }
    }
    throw new IllegalStateException(
        "free ports: none (expected: some between %d and %d)".formatted(LOWEST, HIGHEST));
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
