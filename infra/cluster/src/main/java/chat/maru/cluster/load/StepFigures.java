package chat.maru.cluster.load;

import chat.maru.cluster.command.Figures;
import java.util.List;

/// What the steps of one run showed, each at its rate.
record StepFigures(List<TrafficFigures> steps) implements Figures {

  @Override
  public boolean clean() {
    return steps.stream().allMatch(TrafficFigures::clean);
  }

  @Override
  public String table() {
    StringBuilder table = new StringBuilder();
    steps.forEach(step -> table.append(step.table()));
    if (steps.size() > 1) {
      table.append(
          "%n%10s%12s%10s%10s%14s%14s%12s%n"
              .formatted(
                  "offered/s",
                  "delivered/s",
                  "ack p50",
                  "ack p99",
                  "received p50",
                  "received p99",
                  "CPU µs"));
      steps.forEach(step ->
          table.append(
              "%10d%12.0f%10.2f%10.2f%14.2f%14.2f%12.0f%n"
                  .formatted(
                      step.offered(),
                      step.deliveredPerSecond(),
                      step.toAck().p50(),
                      step.toAck().p99(),
                      step.toReceipt().p50(),
                      step.toReceipt().p99(),
                      step.cpuMicrosOfAll())));
    }
    return table.toString();
  }
}
