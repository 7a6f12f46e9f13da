package chat.maru.operation.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseOutageTest {

  @ParameterizedTest
  @ValueSource(strings = {"08006", "25006", "40001", "53300", "57P01", "57P03", "58030"})
  void whatTheServerWillNotSayForeverPasses(String state) {
    assertThat(DatabaseOutage.isCauseOf(wrapped(new SQLException("refused", state)))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"23505", "28P01", "42601", "XX", ""})
  void whatItWillSayAgainStays(String state) {
    assertThat(DatabaseOutage.isCauseOf(wrapped(new SQLException("refused", state)))).isFalse();
  }

  @Test
  void aPoolWithoutConnectionsPasses() {
    SQLException none = new SQLTransientConnectionException("none to be had");
    assertThat(DatabaseOutage.isCauseOf(wrapped(none))).isTrue();
  }

  @Test
  void aFaultOfOursStays() {
    assertThat(DatabaseOutage.isCauseOf(wrapped(new IllegalStateException("oh")))).isFalse();
  }

  private static RuntimeException wrapped(Exception failure) {
    return new RuntimeException("at a start", failure);
  }
}
