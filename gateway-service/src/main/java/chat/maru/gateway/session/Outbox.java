package chat.maru.gateway.session;

import chat.maru.gateway.frame.Outgoing;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// What a session has yet to be sent, in order and bounded (D9).
///
/// Nothing is written before [#open]. From half full on, passing frames are left out; a read
/// position replaces a smaller one that still waits; a frame that does not fit ends the session.
/// Never blocks.
final class Outbox {
  private final Socket socket;
  private final int mostFrames;
  private final int mostBytes;
  private final Write write = new Write();

  @GuardedBy("frames")
  private final ArrayDeque<Outgoing> frames = new ArrayDeque<>(2);

  @GuardedBy("frames")
  private int bytes;

  @GuardedBy("frames")
  private boolean busy = true; // until opened, as if somebody wrote

  @GuardedBy("frames")
  private boolean ended;

  Outbox(Socket socket, int mostFrames, int mostBytes) {
    this.socket = socket;
    this.mostFrames = mostFrames;
    this.mostBytes = mostBytes;
  }

  /// Takes the frame, or tells why the session must close.
  Optional<Closing> offer(Outgoing frame) {
    synchronized (frames) {
      if (ended || leftOut(frame)) {
        return Optional.empty();
      }
      dropCovered(frame);
      if (frames.size() >= mostFrames || bytes + frame.size() > mostBytes) {
        end();
        return Optional.of(Closing.TOO_SLOW);
      }
      frames.addLast(frame);
      bytes += frame.size();
      if (busy) {
        return Optional.empty();
      }
      busy = true;
    }
    writeAll();
    return Optional.empty();
  }

  /// Sends the first frame before all that came earlier, then those.
  void open(Outgoing first) {
    synchronized (frames) {
      if (ended) {
        return;
      }
      frames.addFirst(first);
      bytes += first.size();
    }
    writeAll();
  }

  /// Takes and writes nothing more.
  void close() {
    synchronized (frames) {
      end();
    }
  }

  boolean isEmpty() {
    synchronized (frames) {
      return ended || (frames.isEmpty() && !busy);
    }
  }

  @GuardedBy("frames")
  private boolean leftOut(Outgoing frame) {
    return frame.value() == Outgoing.Value.PASSING
        && (frames.size() >= mostFrames / 2 || bytes >= mostBytes / 2);
  }

  @GuardedBy("frames")
  private void dropCovered(Outgoing frame) {
    var position = frame.position();
    if (position == null) {
      return;
    }
    for (Iterator<Outgoing> waiting = frames.iterator(); waiting.hasNext(); ) {
      Outgoing earlier = waiting.next();
      var old = earlier.position();
      if (old != null && position.covers(old)) {
        waiting.remove();
        bytes -= earlier.size();
      }
    }
  }

  @GuardedBy("frames")
  private void end() {
    ended = true;
    frames.clear();
    bytes = 0;
  }

  /// Runs in one thread at a time: `busy` is its token.
  private void writeAll() {
    for (Outgoing next = take(); next != null; next = take()) {
      if (!write.startedAndDone(next)) {
        return; // its completion goes on
      }
    }
  }

  private @Nullable Outgoing take() {
    synchronized (frames) {
      Outgoing next = frames.pollFirst();
      if (next == null) {
        busy = false;
      } else {
        bytes -= next.size();
      }
      return next;
    }
  }

  /// The one write under way. Completions on the writing thread come back through a loop, not
  /// through the stack, however many frames wait.
  private final class Write implements Socket.Written {
    private enum State {
      STARTED,
      LEFT,
      DONE
    }

    private final AtomicReference<State> state = new AtomicReference<>(State.DONE);
    private volatile @Nullable Runnable written; // of the frame under way

    boolean startedAndDone(Outgoing frame) {
      written = frame.written();
      state.set(State.STARTED);
      socket.send(frame.text(), this);
      return !state.compareAndSet(State.STARTED, State.LEFT);
    }

    @Override
    public void done(boolean well) {
      Runnable told = written;
      if (!well) {
        close();
      } else if (told != null) {
        told.run();
      }
      if (!state.compareAndSet(State.STARTED, State.DONE)) {
        state.set(State.DONE);
        writeAll();
      }
    }
  }
}
