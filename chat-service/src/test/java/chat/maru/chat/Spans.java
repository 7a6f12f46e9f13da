package chat.maru.chat;

import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import org.springframework.context.annotation.Bean;

/// Keeps what a node would export.
class Spans {
  @Bean
  InMemorySpanExporter exporter() {
    return InMemorySpanExporter.create();
  }
}
