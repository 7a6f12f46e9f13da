package chat.maru.contract.position;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Tells where a topic must be read again because the database does not hold what it held, or what
/// the committed offset says it holds.
///
/// The rule per partition: consumption starts at the lower of stored position and committed offset,
/// and a stored position that falls below what this process has seen stored is a failover that
/// forgot commits. No stored position is position 0: a database that forgot everything gets
/// everything that the topic still has, and what it has already it drops. Each answer lowers the
/// expectation to the database's own, so records that retention or compaction has deleted are asked
/// for once, never in a loop.
public final class Positions {
  private final Map<Integer, Long> seen = new ConcurrentHashMap<>();

  /// Forgets what was seen of partitions that come: another consumer may have written since.
  ///
  /// @param offsets per partition, where consumption would start
  public void assigned(Map<Integer, Long> offsets) {
    seen.putAll(offsets);
  }

  /// Whether [#check] would answer anything; the expectation stays.
  public boolean areAhead(Map<Integer, Long> stored, Map<Integer, Long> reached) {
    return !fallenBack(stored, reached).isEmpty();
  }

  /// Judges, and takes the database's answer as the new expectation: the caller reads again what it
  /// is told, nobody is told twice.
  ///
  /// @param stored what `log_position` shows now
  /// @param reached per partition to judge, the next offset to handle
  /// @return the partitions to read again, and from which offset
  public Map<Integer, Long> check(Map<Integer, Long> stored, Map<Integer, Long> reached) {
    Map<Integer, Long> fallen = fallenBack(stored, reached);
    reached.keySet().forEach(partition -> seen.put(partition, stored.getOrDefault(partition, 0L)));
    return fallen;
  }

  private Map<Integer, Long> fallenBack(Map<Integer, Long> stored, Map<Integer, Long> reached) {
    Map<Integer, Long> fallen = new HashMap<>();
    reached.forEach((partition, next) -> {
      long position = stored.getOrDefault(partition, 0L);
      if (position < seen.getOrDefault(partition, next)) {
        fallen.put(
            partition, Math.min(position, next)); // never forward, over what is still to come
      }
    });
    return fallen;
  }

  /// Takes what a transaction committed as the new expectation.
  public void wrote(Map<Integer, Long> next) {
    next.forEach((partition, offset) -> seen.merge(partition, offset, Math::max));
  }
}
