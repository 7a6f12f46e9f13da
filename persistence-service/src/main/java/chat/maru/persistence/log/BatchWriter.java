package chat.maru.persistence.log;

import chat.maru.contract.position.PositionTable;
import chat.maru.contract.position.Positions;
import chat.maru.persistence.inbound.Inspected;
import chat.maru.persistence.inbound.ParkReason;
import chat.maru.persistence.message.BatchStore;
import chat.maru.persistence.message.Decision;
import chat.maru.persistence.message.Outcome;
import chat.maru.persistence.message.StoredAlreadyException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Writes a batch in one transaction, or says where the log must be read again.
///
/// When the database refuses a value, the batch is split until the record that carries it is alone
/// and parked: the others are stored, in their order. Any other failure is thrown, and nothing of
/// the part that failed is stored.
@Component
class BatchWriter {
  private final TransactionTemplate transaction;
  private final BatchStore store;
  private final PositionTable table;
  private final Positions positions;

  BatchWriter(
      TransactionTemplate transaction, BatchStore store, PositionTable table, Positions positions) {
    this.transaction = transaction;
    this.store = store;
    this.table = table;
    this.positions = positions;
  }

  /// What became of a batch.
  sealed interface Written {
    /// Committed; one outcome per letter.
    record Committed(List<Outcome> outcomes) implements Written {}

    /// Nothing more was stored: the database lacks earlier records, from these offsets on.
    record FellBack(Map<Integer, Long> from) implements Written {}
  }

  /// @param reached per assigned partition, the next offset that was not handled before this batch
  Written write(List<Letter> letters, Map<Integer, Long> reached) {
    try {
      return writeWhole(letters, reached);
    } catch (DataAccessException e) {
      Optional<ParkReason> culprit = DataFault.reason(e);
      if (culprit.isEmpty()) {
        throw e;
      }
      return letters.size() == 1
          ? writeWhole(List.of(letters.getFirst().unsound(culprit.get())), reached)
          : writeHalves(letters, reached);
    }
  }

  private Written writeHalves(List<Letter> letters, Map<Integer, Long> reached) {
    int middle = letters.size() / 2;
    List<Outcome> outcomes = new ArrayList<>(letters.size());
    for (List<Letter> half :
        List.of(letters.subList(0, middle), letters.subList(middle, letters.size()))) {
      switch (write(half, reached)) {
        case Written.Committed(var more) -> outcomes.addAll(more);
        case Written.FellBack fellBack -> {
          return fellBack;
        }
      }
    }
    return new Written.Committed(outcomes);
  }

  private Written writeWhole(List<Letter> letters, Map<Integer, Long> reached) {
    Map<Integer, Long> next = Letter.nextOffsets(letters);
    Attempt attempt = attempt(letters, next, reached);
    // Only here: were it told where a rollback can still fail, nobody would read again from there.
    Map<Integer, Long> fallen = positions.check(attempt.stored(), reached);
    if (!fallen.isEmpty()) {
      return new Written.FellBack(fallen);
    }
    positions.wrote(next);
    return new Written.Committed(attempt.outcomes());
  }

  /// Repeats are rare: looking for them only when one is met saves every other batch a query.
  private Attempt attempt(
      List<Letter> letters, Map<Integer, Long> next, Map<Integer, Long> reached) {
    List<Inspected> batch = letters.stream().map(Letter::inspected).toList();
    try {
      return attempt(() -> store.store(batch), next, reached);
    } catch (StoredAlreadyException e) {
      return attempt(() -> store.storeWithRepeats(batch), next, reached);
    }
  }

  private Attempt attempt(
      Supplier<Decision> storing, Map<Integer, Long> next, Map<Integer, Long> reached) {
    return transaction.execute(status -> {
      List<Outcome> outcomes = storing.get().outcomes();
      Map<Integer, Long> stored = table.advance(next, reached.keySet());
      if (positions.areAhead(stored, reached)) {
        status.setRollbackOnly();
      }
      return new Attempt(outcomes, stored);
    });
  }

  private record Attempt(List<Outcome> outcomes, Map<Integer, Long> stored) {}
}
