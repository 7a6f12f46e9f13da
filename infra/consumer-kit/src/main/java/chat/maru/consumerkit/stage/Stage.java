package chat.maru.consumerkit.stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/// One scene's own topic, group and store, and the runs of the consumer on it.
public final class Stage implements AutoCloseable {
  private static final int PARTITIONS = 4;

  /// A consumer that has committed all may still be working on it.
  private static final int SETTLED_HOLDS = 5;

  private final Broker broker;
  private final Settings settings;
  private final String name;
  private final Path folder;
  private final Feed feed;
  private final List<Run> runs = new ArrayList<>();

  /// @param name of the topic and of the group
  /// @param folder for the store, logs and told effects
  public Stage(Broker broker, Settings settings, String name, Path folder, Clock clock) {
    this.broker = broker;
    this.settings = settings;
    this.name = name;
    this.folder = folder;
    try {
      Files.createDirectories(folder.resolve("store"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    broker.createTopic(name, PARTITIONS);
    rewind();
    this.feed = new Feed(broker.producer(), name, clock);
  }

  public Feed feed() {
    return feed;
  }

  /// Lets the group begin at the first event again, which is all that a broker knows of a consumer
  /// that died before it could commit. Nobody of the group may be running.
  public void rewind() {
    broker.rewind(name, name, PARTITIONS);
  }

  public Run start() {
    return start(folder.resolve("effects-" + number() + ".jsonl"));
  }

  /// A run that can't tell more effects than a pipe holds: it blocks in the middle of its work.
  public Run startBlocked() {
    Path pipe = folder.resolve("effects-" + number() + ".pipe");
    Pipes.make(pipe);
    return start(pipe);
  }

  private Run start(Path effects) {
    Map<String, String> environment =
        Map.of(
            "MARU_BOOTSTRAP_SERVERS", settings.bootstrapServers(),
            "MARU_TOPIC", name,
            "MARU_GROUP_ID", name,
            "MARU_STORE", folder.resolve("store").toString(),
            "MARU_EFFECTS", effects.toString());
    Path log = folder.resolve("consumer-" + number() + ".log");
    Run run = Run.start("consumer " + number(), settings.command(), environment, effects, log);
    runs.add(run);
    return run;
  }

  private int number() {
    return runs.size() + 1;
  }

  /// Asks it to end.
  public void stop(Run run) {
    run.stop();
  }

  /// As [#stop], and lets nobody wait for it should it not have left its group.
  public void stopAlone(Run run) {
    run.stop();
    broker.expel(name);
  }

  /// `kill -9`; nobody waits for its session to end. It must be the only one of its group.
  public void crash(Run run) {
    run.kill();
    broker.expel(name);
  }

  public Map<TopicPartition, Long> committed() {
    return broker.committed(name);
  }

  /// Returns when all messages sent have effects; or when the group has committed all, and nothing
  /// more came for five times the hold since the last run told something: then the rest is lost.
  ///
  /// @param after what was done before, for people
  /// @param runs whose effects count together
  /// @throws BrokenOffException when a run ended by itself, or no effect came for too long
  public void awaitEffects(String after, List<Run> runs) throws BrokenOffException {
    Standstill effects = new Standstill();
    Duration settled = settings.hold().multipliedBy(SETTLED_HOLDS);
    while (true) {
      // Asked before the effects are read: they have to be there before the offset is.
      boolean finished = effects.lasts(settled) && committedAll();
      List<String> missing = missing(runs);
      int told = runs.getLast().effects().size();
      boolean moved = effects.see(List.of(missing.size(), told)) || told == 0;
      if (missing.isEmpty() || finished && !moved) {
        return;
      }
      goesOn(after, runs, effects, missing);
    }
  }

  /// Returns when it is so.
  ///
  /// @param progress as long as it changes, patience is there
  /// @throws BrokenOffException when a run ended by itself, or nothing changes for too long
  public void await(String after, List<Run> runs, Supplier<Object> progress, BooleanSupplier so)
      throws BrokenOffException {
    Standstill effects = new Standstill();
    while (!so.getAsBoolean()) {
      effects.see(progress.get());
      goesOn(after, runs, effects, missing(runs));
    }
  }

  /// Whether every message sent has its effect by now.
  public boolean allTold(List<Run> runs) {
    return missing(runs).isEmpty();
  }

  /// Returns when the run stands in the middle of its work: it has told something, and neither
  /// tells nor commits more.
  public void awaitBlocked(String after, Run run) throws BrokenOffException {
    Standstill state = new Standstill();
    while (run.waiting() == 0 || !state.lasts(settings.hold())) {
      state.see(List.of(run.waiting(), committed()));
      goesOn(after, List.of(run), state, List.of());
    }
  }

  private void goesOn(String after, List<Run> runs, Standstill effects, List<String> missing)
      throws BrokenOffException {
    for (Run run : runs) {
      if (run.hasEndedByItself()) {
        throw new BrokenOffException(run.farewell() + ", after " + after, missing);
      }
    }
    if (effects.lasts(settings.patience())) {
      throw new BrokenOffException(
          "no effect for %d s after %s".formatted(settings.patience().toSeconds(), after), missing);
    }
    Standstill.pause();
  }

  private List<String> missing(List<Run> runs) {
    Set<String> there =
        runs.stream()
            .flatMap(run -> run.effects().stream())
            .map(Effect::eventId)
            .collect(Collectors.toSet());
    return feed.sent().stream()
        .map(Sent::expected)
        .filter(effect -> !there.contains(effect.eventId()))
        .map(Effect::toString)
        .distinct()
        .toList();
  }

  private boolean committedAll() {
    Map<TopicPartition, Long> committed = committed();
    return feed.ends().entrySet().stream()
        .allMatch(end -> committed.getOrDefault(end.getKey(), 0L) >= end.getValue());
  }

  @Override
  public void close() {
    runs.forEach(Run::close);
    broker.expel(name);
    broker.delete(List.of(name), List.of(name));
  }
}
