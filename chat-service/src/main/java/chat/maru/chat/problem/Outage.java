package chat.maru.chat.problem;

import chat.maru.operation.database.DatabaseOutage;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.core.retry.RetryOperations;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.data.redis.RedisSystemException;
import org.springframework.transaction.CannotCreateTransactionException;

/// Tells a part that is away, which comes back, from a fault that stays.
public final class Outage {
  /// As often as Flyway tries to connect, which comes first.
  private static final RetryPolicy THIRTY_TIMES =
      RetryPolicy.builder()
          .predicate(Outage::isCauseOf)
          .maxRetries(30)
          .delay(Duration.ofSeconds(1))
          .build();

  private Outage() {}

  /// Repeats up to thirty times, a second apart, what a part that is away makes fail: for what a
  /// node can't start without.
  public static RetryOperations patience() {
    return new RetryTemplate(THIRTY_TIMES);
  }

  /// Whether the same may work a little later.
  public static boolean isCauseOf(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = next(cause)) {
      if (passes(cause)) {
        return true;
      }
    }
    return false;
  }

  private static boolean passes(Throwable cause) {
    return switch (cause) {
      case DataAccessResourceFailureException _,
          TransientDataAccessException _,
          CannotCreateTransactionException _,
          RedisSystemException _,
          SQLTransientException _,
          SQLRecoverableException _,
          BulkheadFullException _ ->
          true;
      case SQLException e -> DatabaseOutage.passes(e);
      default -> false;
    };
  }

  private static @Nullable Throwable next(Throwable cause) {
    return cause.getCause() == cause ? null : cause.getCause();
  }
}
