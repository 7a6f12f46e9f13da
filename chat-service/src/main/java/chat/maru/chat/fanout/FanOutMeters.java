package chat.maru.chat.fanout;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;

/// What fan-out tells about itself.
class FanOutMeters {
  private final DistributionSummary batch;
  private final Counter publishes;
  private final Counter deadNodes;
  private final Counter skipped;
  private final Counter retries;

  FanOutMeters(MeterRegistry meters) {
    batch =
        DistributionSummary.builder("maru.fanout.batch")
            .description("Events told in one batch")
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
