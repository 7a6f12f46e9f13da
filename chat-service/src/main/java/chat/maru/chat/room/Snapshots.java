package chat.maru.chat.room;

import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/// Reads that belong together see one state of the database: head and rows of a page, or all rooms
/// of a catch-up (D6). One read-only transaction, `REPEATABLE READ`.
public final class Snapshots {
  private final TransactionTemplate transactions;

  Snapshots(PlatformTransactionManager manager) {
    transactions = new TransactionTemplate(manager);
    transactions.setReadOnly(true);
    transactions.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
  }

  public <T> T read(Supplier<T> reads) {
    return Objects.requireNonNull(transactions.execute(_ -> reads.get()), "a read's result");
  }
}
