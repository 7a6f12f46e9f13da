package chat.maru.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.maru.contract.trace.TraceContext;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// What operators see of a node from outside.
class MetersIT extends RunningNode {
  private static final String[] FIGURES = {
    "maru_fanout_stage_seconds_bucket",
    "maru_fanout_batch_bucket",
    "maru_fanout_publishes_total",
    "maru_fanout_dead_nodes_total",
    "maru_fanout_skipped_total",
    "maru_fanout_retries_total",
    "maru_notifications_sent_total",
    "maru_notifications_too_old_total",
    "maru_history_unreadable_total",
    "maru_posts_fallbacks_total",
    "maru_posts_skipped_total",
    "maru_consumer_lag",
    "maru_consumer_lag_age_seconds",
    "maru_parked_records",
    "kafka_consumer_fetch_manager_records_lag_max",
    "kafka_producer_record_send_total",
    "lettuce_seconds_count",
    "hikaricp_connections_active",
    "http_server_requests_seconds_count",
    "jvm_memory_used_bytes",
    "process_cpu_usage"
  };

  @Autowired InMemorySpanExporter spans;
  @Autowired List<SpanExporter> exporters;

  @Test
  void everyFigureIsThereAndNamesItsServiceAndItsNode() {
    world.tell(
        world.store(
            world.room(world.user("Borrower"), world.user("Lender")), world.user("x"), "a"));
    api().get("/api/posts");

    await()
        .untilAsserted(() -> {
          List<String> samples = scrape();
          assertThat(samples).extracting(line -> line.split("\\{")[0]).contains(FIGURES);
          assertThat(samples)
              .allMatch(line -> line.contains("service=\"chat-service\""))
              .allMatch(line -> line.contains("node=\"chat-1\""));
        });
  }

  @Test
  void consumersMadeByHandAreMeasuredToo() {
    await()
        .untilAsserted(() ->
            assertThat(scrape())
                .anyMatch(line ->
                    line.startsWith("kafka_consumer_fetch_manager_records_lag_max")
                        && line.contains("client_id=\"chat-notifications")));
  }

  @Test
  void bothConnectorsAreMeasuredEachUnderItsName() {
    assertThat(scrape().stream().filter(line -> line.startsWith("jetty_connections_max_conn")))
        .hasSize(2)
        .anyMatch(line -> line.contains("connector_name=\"public\""))
        .anyMatch(line -> line.contains("connector_name=\"internal\""));
  }

  @Test
  void aRequestGoesOnInTheTraceOfItsCallerAndIsRecordedOnlyIfThatIsSampled() {
    TraceContext sampled = TraceContext.begin(true);
    TraceContext other = TraceContext.begin(false);
    for (TraceContext caller : List.of(other, sampled)) {
      api()
          .send(
              api()
                  .request("/.well-known/jwks.json")
                  .header(TraceContext.HEADER, caller.value())
                  .GET());
    }

    await().until(() -> parents(sampled).equals(List.of(sampled.spanId())));
    assertThat(parents(other)).isEmpty();
  }

  @Test
  void withoutACollectorNothingLeavesTheNode() {
    assertThat(exporters).containsExactly(spans);
  }

  private List<String> parents(TraceContext trace) {
    return spans.getFinishedSpanItems().stream()
        .filter(span -> span.getTraceId().equals(trace.traceId()))
        .map(span -> span.getParentSpanId())
        .toList();
  }
}
