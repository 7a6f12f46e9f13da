package chat.maru.chat.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.sql.SQLException;
import java.util.stream.Stream;
import org.hibernate.TransactionException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.orm.jpa.JpaSystemException;
import org.springframework.transaction.CannotCreateTransactionException;

class OutageTest {

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void tellsWhatComesBackFromWhatStays(String name, Throwable failure, boolean outage) {
    assertThat(Outage.isCauseOf(failure)).isEqualTo(outage);
  }

  static Stream<Arguments> tellsWhatComesBackFromWhatStays() {
    return Stream.of(
        arguments("no connection to be had", new CannotCreateTransactionException("none"), true),
        arguments("the connection broke", sql("08006"), true),
        arguments("the server shuts down", sql("57P01"), true),
        arguments("the server takes no writes", sql("25006"), true),
        arguments("the server's disk fails", sql("58030"), true),
        arguments(
            "the connection broke inside a transaction, which can't be rolled back on it",
            new JpaSystemException(
                new TransactionException(
                    "Unable to rollback against JDBC Connection",
                    new SQLException("Connection is closed"))),
            true),
        arguments("a value that is there already", sql("23505"), false),
        arguments("a statement that is wrong", sql("42601"), false),
        arguments("a fault of ours", new IllegalStateException("oh"), false));
  }

  private static DataIntegrityViolationException sql(String state) {
    return new DataIntegrityViolationException("refused", new SQLException("refused", state));
  }
}
