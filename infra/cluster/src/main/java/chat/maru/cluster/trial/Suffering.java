package chat.maru.cluster.trial;

import chat.maru.cluster.fault.FaultLog;
import chat.maru.cluster.fault.PlannedFault;
import chat.maru.cluster.trial.device.Ledger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// Notes which faults came, when, and how much was sent while they lasted.
final class Suffering implements FaultLog {
  private final Ledger ledger;
  private final Consumer<String> progress;
  private final long start = System.nanoTime();
  private final Map<PlannedFault, Long> sentBefore = new ConcurrentHashMap<>();
  private final List<SufferedFault> over = new CopyOnWriteArrayList<>();

  Suffering(Ledger ledger, Consumer<String> progress) {
    this.ledger = ledger;
    this.progress = progress;
  }

  @Override
  public void begins(PlannedFault planned) {
    sentBefore.put(planned, ledger.sends());
    say(planned, planned.fault().what());
  }

  @Override
  public void repairBegins(PlannedFault planned) {
    say(planned, "repair");
  }

  @Override
  public void ready(PlannedFault planned) {
    say(planned, "ready");
    long before = sentBefore.getOrDefault(planned, 0L);
    over.add(new SufferedFault(planned, ledger.sends() - before));
  }

  /// Those that are over.
  List<SufferedFault> faults() {
    return new ArrayList<>(over);
  }

  private void say(PlannedFault planned, String what) {
    progress.accept(
        String.format(
            Locale.ROOT,
            "%8.1f s  %-22s %s",
            (System.nanoTime() - start) / 1e9,
            planned.fault().target().label(),
            what));
  }
}
