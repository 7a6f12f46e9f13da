package chat.maru.chat.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.maru.chat.problem.ProblemException;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {
  private static final Cursor CURSOR =
      new Cursor(Instant.parse("2026-01-02T03:04:05.678901Z"), UUID.randomUUID());

  @ParameterizedTest
  @EnumSource
  void goesToTheClientAndComesBackToTheMicrosecond(Cursor.Of list) {
    assertThat(Cursor.decode(list, CURSOR.encode(list))).isEqualTo(CURSOR);
  }

  @Test
  void nothingIsTheStartOfTheList() {
    assertThat(Cursor.decode(Cursor.Of.POSTS, null)).isEqualTo(Cursor.START);
    assertThat(Cursor.decode(Cursor.Of.POSTS, "")).isEqualTo(Cursor.START);
  }

  @Test
  void anotherListsCursorIsRefused() {
    refused(CURSOR.encode(Cursor.Of.ROOMS));
  }

  @Test
  void aTimeThatNoDatabaseHoldsIsRefused() {
    byte[] bytes = Base64.getUrlDecoder().decode(CURSOR.encode(Cursor.Of.POSTS));
    bytes[1] = (byte) 0x7f;
    refused(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    bytes[1] = (byte) 0xff;
    refused(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "%", "\0", "cA", "한글", "cAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
  void whatNobodyEncodedIsRefused(String text) {
    refused(text);
  }

  private static void refused(String text) {
    assertThatThrownBy(() -> Cursor.decode(Cursor.Of.POSTS, text))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("cursor");
  }
}
