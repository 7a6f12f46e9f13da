package chat.maru.chat.post;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/// What the intake of the marketplace's posts tells about itself.
class PostMeters {
  private final Counter skipped;
  private final Counter fallbacks;

  PostMeters(MeterRegistry meters) {
    skipped =
        Counter.builder("maru.posts.skipped")
            .description("Marketplace records that could not be taken in")
            .register(meters);
    fallbacks =
        Counter.builder("maru.posts.fallbacks")
            .description("Times the database was behind the position in the marketplace's topic")
            .register(meters);
  }

  void skipped() {
    skipped.increment();
  }

  void fellBack() {
    fallbacks.increment();
  }
}
