package chat.maru.gateway.session;

import static java.util.Objects.requireNonNull;

import chat.maru.gateway.frame.ClientFrame;
import chat.maru.gateway.frame.Outgoing;
import chat.maru.gateway.frame.ServerFrame;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/// Counts what goes over all sockets of this node; looked up without making garbage. Every counter
/// is there from the start, so that the first of a kind is seen as one more.
public final class SessionMeters {
  private static final String IN = "maru.gateway.frames.in";
  private static final String OUT = "maru.gateway.frames.out";
  private static final String TYPE = "type";

  private final Map<Class<?>, Counter> in = new HashMap<>();
  private final Counter refused;
  private final Map<String, Counter> out = new HashMap<>();
  private final Map<Closing, Counter> closed = new EnumMap<>(Closing.class);

  public SessionMeters(MeterRegistry registry) {
    for (Class<?> frame : ClientFrame.class.getPermittedSubclasses()) {
      in.put(frame, registry.counter(IN, TYPE, Outgoing.typeOf(frame)));
    }
    refused = registry.counter(IN, TYPE, "refused");
    for (Class<?> frame : ServerFrame.class.getPermittedSubclasses()) {
      String type = Outgoing.typeOf(frame);
      out.put(type, registry.counter(OUT, TYPE, type));
    }
    for (Closing why : Closing.values()) {
      closed.put(why, registry.counter("maru.gateway.closes", "reason", why.tag()));
    }
  }

  public void in(ClientFrame frame) {
    requireNonNull(in.get(frame.getClass())).increment();
  }

  /// A frame that was not understood.
  public void refused() {
    refused.increment();
  }

  /// @param type as [Outgoing] names it
  void out(String type) {
    requireNonNull(out.get(type)).increment();
  }

  void closed(Closing why) {
    Counter counter = closed.get(why);
    if (counter != null) {
      counter.increment();
    }
  }
}
