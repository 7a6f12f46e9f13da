package chat.maru.gateway.session;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// All sessions of this node, by user. A user's list is replaced as a whole, so reading needs no
/// lock and sees one state.
public final class Sessions {
  private final Map<UUID, List<Session>> byUser = new ConcurrentHashMap<>();
  private final AtomicInteger count = new AtomicInteger();

  public Sessions(MeterRegistry registry) {
    Gauge.builder("maru.gateway.sessions", count, AtomicInteger::get).register(registry);
  }

  /// Returns true for the user's first session on this node.
  public boolean add(Session session) {
    count.incrementAndGet();
    return byUser
            .compute(
                session.userId(), (_, old) -> old == null ? List.of(session) : with(old, session))
            .size()
        == 1;
  }

  /// Returns true when the user has no session on this node any more.
  public boolean remove(Session session) {
    count.decrementAndGet();
    return byUser.computeIfPresent(session.userId(), (_, old) -> without(old, session)) == null;
  }

  public List<Session> of(UUID userId) {
    return byUser.getOrDefault(userId, List.of());
  }

  public void forEach(Consumer<Session> action) {
    byUser.values().forEach(sessions -> sessions.forEach(action));
  }

  public int count() {
    return count.get();
  }

  private static List<Session> with(List<Session> old, Session session) {
    var sessions = new ArrayList<>(old);
    sessions.add(session);
    return List.copyOf(sessions);
  }

  private static @Nullable List<Session> without(List<Session> old, Session session) {
    var sessions = old.stream().filter(other -> other != session).toList();
    return sessions.isEmpty() ? null : sessions;
  }
}
