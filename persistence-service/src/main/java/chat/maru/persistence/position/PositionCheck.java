package chat.maru.persistence.position;

import chat.maru.contract.position.PositionTable;
import chat.maru.contract.position.Positions;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/// Looks, while there is no batch, whether the database still has what it was seen to have.
public final class PositionCheck {
  private static final Logger LOG = LoggerFactory.getLogger(PositionCheck.class);

  private final PositionTable table;
  private final Positions positions;

  public PositionCheck(PositionTable table, Positions positions) {
    this.table = table;
    this.positions = positions;
  }

  /// @param reached per partition, what a consumer reads next
  /// @return where to read again, per partition that fell back; empty when the database is away
  public Map<Integer, Long> check(Map<Integer, Long> reached) {
    try {
      return positions.check(table.stored(reached.keySet()), reached);
    } catch (DataAccessException e) {
      LOG.debug("the database is away, its position is checked later", e);
      return Map.of();
    }
  }

  /// These partitions come from another consumer.
  ///
  /// @param offsets per partition, what would be read next
  public void assigned(Map<Integer, Long> offsets) {
    positions.assigned(offsets);
  }
}
