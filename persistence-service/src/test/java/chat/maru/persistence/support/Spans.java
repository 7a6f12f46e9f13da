package chat.maru.persistence.support;

import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import org.springframework.context.annotation.Bean;

/// Keeps what a service would export.
public class Spans {
  @Bean
  InMemorySpanExporter exporter() {
    return InMemorySpanExporter.create();
  }
}
