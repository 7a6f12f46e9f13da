package chat.maru.cluster.proxy;

import java.io.IOException;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/// One direction of a [Connection]. It holds at most [#PIECES] pieces; then the sender has to wait,
/// as on a real line.
final class Pipe {
  private static final int PIECES = 64;
  private static final int LARGEST = 32 * 1024;

  /// With the time at which it is to go on.
  private sealed interface Piece {
    record Bytes(byte[] bytes, long due) implements Piece {}

    record End(long due) implements Piece {}

    record Reset(long due) implements Piece {}
  }

  private final Connection connection;
  private final Line line;
  private final Direction direction;
  private final BlockingQueue<Piece> underWay = new ArrayBlockingQueue<>(PIECES);

  Pipe(Connection connection, Line line, Direction direction) {
    this.connection = connection;
    this.line = line;
    this.direction = direction;
  }

  /// Until the sender ends.
  void fill(Socket from) throws InterruptedException {
    byte[] buffer = new byte[LARGEST];
    try {
      var in = from.getInputStream();
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        underWay.put(new Piece.Bytes(Arrays.copyOf(buffer, n), line.due()));
      }
      underWay.put(new Piece.End(line.due()));
    } catch (IOException e) {
      underWay.put(new Piece.Reset(line.due()));
    }
  }

  /// Until the end has been passed on.
  void empty(Socket to) throws InterruptedException {
    try {
      while (true) {
        Piece piece = underWay.take();
        switch (piece) {
          case Piece.Bytes(var bytes, var due) -> {
            if (line.passes(direction, due, connection::lostBytes)) {
              to.getOutputStream().write(bytes);
            }
          }
          case Piece.End(var due) -> {
            boolean _ = line.passes(direction, due, () -> {});
            to.shutdownOutput();
            connection.ended();
            return;
          }
          case Piece.Reset(var due) -> {
            boolean _ = line.passes(direction, due, () -> {});
            connection.reset();
            return;
          }
        }
      }
    } catch (IOException e) {
      connection.reset();
    }
  }
}
