package chat.maru.persistence.log;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.persistence.inbound.ParkReason;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataFaultTest {

  @ParameterizedTest
  @CsvSource({
    "22021, DATA_ERROR", // a NUL in text
    "22008, DATA_ERROR", // a time out of range
    "23514, DATA_ERROR",
    "23503, UNKNOWN_POST_OR_USER",
    "08006,", // connection gone
    "57P01,", // the server shuts down
    "40P01,", // deadlock
    "55P03,", // lock time-out
    "25006," // a read-only former primary
  })
  void onlyARefusedValueIsParked(String state, ParkReason reason) {
    var failure = new IllegalStateException(new SQLException("no", state));

    assertThat(DataFault.reason(failure)).isEqualTo(Optional.ofNullable(reason));
  }

  @Test
  void whatIsNoDatabaseFaultIsNotParked() {
    assertThat(DataFault.reason(new IllegalStateException("no"))).isEmpty();
  }
}
