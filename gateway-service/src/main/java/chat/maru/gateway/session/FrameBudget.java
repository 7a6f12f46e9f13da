package chat.maru.gateway.session;

import chat.maru.limits.rate.Allowance;
import chat.maru.limits.rate.Rate;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// What one session may still send (D9). Made when the first frame comes: most sessions are silent
/// most of the time, and there are many.
///
/// No frame that counts too much is left out while later ones are taken: that would break the order
/// of sends (D4). So the only answer to too many frames is the end of the session.
final class FrameBudget {
  private static final int CHARACTERS_PER_FRAME = 4_096;

  private final Rate frames;
  private final Rate refusals;
  private final LongSupplier clock;
  private volatile @Nullable Allowance ofFrames;
  private volatile @Nullable Allowance ofRefusals;
  private volatile long texts; // written by the session's frames alone, which come one at a time
  private long settled; // only Heartbeats

  FrameBudget(Rate frames, Rate refusals) {
    this(frames, refusals, System::nanoTime);
  }

  FrameBudget(Rate frames, Rate refusals, LongSupplier clock) {
    this.frames = frames;
    this.refusals = refusals;
    this.clock = clock;
  }

  /// A text frame came. A long one counts as several.
  @SuppressWarnings("NonAtomicOperationOnVolatileField") // one writer
  boolean spend(int length) {
    texts++;
    return framesLeft().take(1 + length / CHARACTERS_PER_FRAME);
  }

  /// Counts what came beside text frames: pings, pongs, fragments.
  ///
  /// @param all frames since the session began
  boolean settle(long all) {
    long others = all - texts - settled;
    if (others <= 0) {
      return true;
    }
    settled += others;
    return framesLeft().take(others);
  }

  boolean strike() {
    Allowance left = ofRefusals;
    if (left == null) {
      left = ofRefusals = new Allowance(refusals, clock);
    }
    return left.take(1);
  }

  /// Two that come at once may make two; then one more burst is all it costs.
  private Allowance framesLeft() {
    Allowance left = ofFrames;
    if (left == null) {
      left = ofFrames = new Allowance(frames, clock);
    }
    return left;
  }
}
