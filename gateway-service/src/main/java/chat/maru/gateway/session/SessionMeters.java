package chat.maru.gateway.session;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Counts what goes over all sockets of this node; looked up without making garbage.
public final class SessionMeters {
  private final MeterRegistry registry;
  private final Map<String, Counter> in = new ConcurrentHashMap<>();
  private final Map<String, Counter> out = new ConcurrentHashMap<>();
  private final Map<Closing, Counter> closed = new EnumMap<>(Closing.class);

  public SessionMeters(MeterRegistry registry) {
    this.registry = registry;
    for (Closing why : Closing.values()) {
      closed.put(why, registry.counter("maru.gateway.closes", "reason", why.tag()));
    }
  }

  /// @param type of a fixed set, never a client's own word
  public void in(String type) {
    in.computeIfAbsent(type, t -> registry.counter("maru.gateway.frames.in", "type", t))
        .increment();
  }

  void out(String type) {
    out.computeIfAbsent(type, t -> registry.counter("maru.gateway.frames.out", "type", t))
        .increment();
  }

  void closed(Closing why) {
    Counter counter = closed.get(why);
    if (counter != null) {
      counter.increment();
    }
  }
}
