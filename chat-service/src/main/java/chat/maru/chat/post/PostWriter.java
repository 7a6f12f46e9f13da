package chat.maru.chat.post;

import chat.maru.chat.problem.Outage;
import chat.maru.contract.position.PositionTable;
import chat.maru.contract.position.Positions;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.support.TransactionTemplate;

/// Takes a batch in, in one transaction with the topic's position, or says where the topic must be
/// read again (D1).
///
/// When the database refuses a record, the batch is split until that record is alone: it is logged,
/// counted and passed over, the others are taken in, in their order. Any other failure is thrown,
/// also that of noting what is passed over, and nothing of the part that failed is taken in.
class PostWriter {
  private static final Logger LOG = LoggerFactory.getLogger(PostWriter.class);

  private final TransactionTemplate transaction;
  private final PostStore store;
  private final PositionTable table;
  private final Positions positions;
  private final PostMeters meters;

  PostWriter(
      TransactionTemplate transaction,
      PostStore store,
      PositionTable table,
      Positions positions,
      PostMeters meters) {
    this.transaction = transaction;
    this.store = store;
    this.table = table;
    this.positions = positions;
    this.meters = meters;
  }

  /// @param reached per assigned partition, the next offset that was not handled before this batch
  /// @return where to read again, per partition that fell back; empty when the batch is committed
  Map<Integer, Long> write(List<PostLetter> letters, Map<Integer, Long> reached) {
    try {
      return writeWhole(letters, reached);
    } catch (RuntimeException e) {
      if (Outage.isCauseOf(e)) {
        throw e;
      }
      return letters.size() == 1
          ? writeWhole(List.of(letters.getFirst().malformed(e.toString())), reached)
          : writeHalves(letters, reached);
    }
  }

  private Map<Integer, Long> writeHalves(List<PostLetter> letters, Map<Integer, Long> reached) {
    int middle = letters.size() / 2;
    Map<Integer, Long> fallen = write(letters.subList(0, middle), reached);
    return fallen.isEmpty() ? write(letters.subList(middle, letters.size()), reached) : fallen;
  }

  private Map<Integer, Long> writeWhole(List<PostLetter> letters, Map<Integer, Long> reached) {
    Map<Integer, Long> next = PostLetter.nextOffsets(letters);
    List<PostRecord> batch = letters.stream().map(PostLetter::content).toList();
    Map<Integer, Long> stored =
        transaction.execute(status -> {
          store.store(batch);
          Map<Integer, Long> before = table.advance(next, reached.keySet());
          if (positions.areAhead(before, reached)) {
            status.setRollbackOnly();
          }
          return before;
        });
    // Only here: were it told where a rollback can still fail, nobody would read again from there.
    Map<Integer, Long> fallen = positions.check(stored, reached);
    if (fallen.isEmpty()) {
      positions.wrote(next);
      letters.forEach(this::tellIfPassedOver);
    }
    return fallen;
  }

  private void tellIfPassedOver(PostLetter letter) {
    if (letter.content() instanceof PostRecord.Malformed(var why)) {
      ConsumerRecord<?, ?> record = letter.record();
      LOG.warn("Skipped {}-{}@{}: {}", record.topic(), record.partition(), record.offset(), why);
      meters.skipped();
    }
  }

  /// Looks, while there is no batch, whether the database still has what it was seen to have.
  ///
  /// @param reached per partition, what a consumer reads next
  /// @return where to read again, per partition that fell back; empty when the database is away
  Map<Integer, Long> check(Map<Integer, Long> reached) {
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
  void assigned(Map<Integer, Long> offsets) {
    positions.assigned(offsets);
  }
}
