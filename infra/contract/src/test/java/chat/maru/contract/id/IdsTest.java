package chat.maru.contract.id;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {
  private static final UUID A = UUID.fromString("00000000-0000-4000-8000-00000000000a");
  private static final UUID B = UUID.fromString("00000000-0000-4000-8000-00000000000b");

  @Test
  void nameBasedIdsFollowRfc9562() {
    UUID dns = UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8");
    assertThat(Ids.nameBased(dns, "www.example.com"))
        .hasToString("2ed6657d-e927-568b-95e1-2665a8aea6a2");
  }

  @Test
  void d2_idsNeverChange() {
    assertThat(Ids.roomId(A, B)).hasToString("aa3b110a-bcf5-5050-8961-2c640dad9949");
    assertThat(Ids.messageId(A, B, A)).hasToString("3373385f-46be-54bf-90e5-813e2a6b2619");
  }

  @Test
  void d2_everyPartOfTheNameCounts() {
    assertThat(Ids.roomId(A, B)).isNotEqualTo(Ids.roomId(B, A));
    assertThat(Ids.messageId(A, A, B))
        .isNotEqualTo(Ids.messageId(A, B, B))
        .isNotEqualTo(Ids.messageId(B, A, B))
        .isNotEqualTo(Ids.messageId(A, A, A));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1-1-1-1-1",
        "00000000-0000-4000-8000-00000000000",
        "00000000-0000-4000-8000-0000000000000",
        "00000000-0000-4000-8000-00000000000g",
        "00000000_0000-4000-8000-00000000000a",
        "0000000-00000-4000-8000-00000000000a",
        "00000000-0000-4000-8000-0000000000٠1"
      })
  void anythingButTheFullFormIsNoId(String text) {
    assertThat(Ids.parse(text)).isEmpty();
  }

  @Test
  void idsAreReadInEitherCase() {
    assertThat(Ids.parse("00000000-0000-4000-8000-00000000000A")).contains(A);
  }
}
