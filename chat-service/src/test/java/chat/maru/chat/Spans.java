package chat.maru.chat;

import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import org.springframework.context.annotation.Bean;

/// Keeps what a node would export.
class Spans {
  @Bean
  InMemorySpanExporter exporter() {
    return InMemorySpanExporter.create();
  }

  /// At once, not in batches.
  @Bean
  SpanProcessor processor(InMemorySpanExporter exporter) {
    return SimpleSpanProcessor.create(exporter);
  }
}
