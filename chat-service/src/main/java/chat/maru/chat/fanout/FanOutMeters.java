package chat.maru.chat.fanout;

import chat.maru.chat.directory.Devices;
import chat.maru.contract.event.MessageStored;
import chat.maru.contract.trace.Stages;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What fan-out tells about itself.
class FanOutMeters {
  private static final double[] SIZES = {1, 2, 5, 10, 25, 50, 100, 250, 500, 1000};

  private final Timer stage;
  private final DistributionSummary batch;
  private final Counter publishes;
  private final Counter deadNodes;
  private final Counter skipped;
  private final Counter retries;

  FanOutMeters(MeterRegistry meters) {
    stage =
        Timer.builder("maru.fanout.stage")
            .description("An event's time to taken by Redis; messages with a device to go to")
            .tag("stage", "told")
            .serviceLevelObjectives(Stages.buckets())
            .register(meters);
    batch =
        DistributionSummary.builder("maru.fanout.batch")
            .description("Events told in one batch")
            .serviceLevelObjectives(SIZES)
            .register(meters);
    publishes = counter(meters, "maru.fanout.publishes", "Batches published to a node");
    deadNodes = counter(meters, "maru.fanout.dead.nodes", "Nodes whose entries were swept");
    skipped = counter(meters, "maru.fanout.skipped", "Records that could not be read");
    retries = counter(meters, "maru.fanout.retries", "Batches that Redis did not take");
  }

  void planned(int events, int publications) {
    batch.record(events);
    publishes.increment(publications);
  }

  /// Redis took all of the batch.
  void told(List<Told> batch, Devices devices, Instant now) {
    batch.stream()
        .filter(told -> told.event() instanceof MessageStored)
        .filter(told -> FanOutPlan.reaches(told.event(), devices))
        .forEach(told -> stage.record(age(told, now)));
  }

  /// Never negative: the stream's time is another machine's.
  private static Duration age(Told told, Instant now) {
    return now.isAfter(told.at()) ? Duration.between(told.at(), now) : Duration.ZERO;
  }

  void swept(int nodes) {
    deadNodes.increment(nodes);
  }

  void skipped() {
    skipped.increment();
  }

  void retried() {
    retries.increment();
  }

  private static Counter counter(MeterRegistry meters, String name, String what) {
    return Counter.builder(name).description(what).register(meters);
  }
}
