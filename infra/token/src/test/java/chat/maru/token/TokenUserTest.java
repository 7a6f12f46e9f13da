package chat.maru.token;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.token.TokenUser.Naming;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.security.oauth2.jwt.Jwt;

/// Whom a token names, and what others are shown of them.
class TokenUserTest {
  private static final String ID = "0b54a3c1-9f3e-4c57-8d21-2f6a0c8b7e11";

  @Test
  void aUuidIsTheUserIdInEitherCase() {
    UUID id = UUID.fromString(ID);
    assertThat(user("https://a.example", ID).userId()).isEqualTo(id);
    assertThat(user("https://a.example", ID.toUpperCase()).userId()).isEqualTo(id);
    assertThat(Naming.EMBEDDED.userOf(token("https://a.example", ID)).orElseThrow().userId())
        .isEqualTo(id);
  }

  @Test
  void anyOtherSubjectIsOneUserOfItsIssuerAlone() {
    UUID id = user("https://a.example", "auth0|1").userId();
    assertThat(user("https://a.example", "auth0|1").userId()).isEqualTo(id);
    assertThat(id).isEqualTo(UUID.fromString("a8510fec-68e9-512b-ac6e-4bf997343b61"));
    assertThat(user("https://a.example", "auth0|2").userId()).isNotEqualTo(id);
    assertThat(user("https://b.example", "auth0|1").userId()).isNotEqualTo(id);
    assertThat(Naming.EMBEDDED.userOf(token("https://a.example", "auth0|1"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "민지|other|민지",
        "`  a \t\n b\u00a0c `|other|a b c",
        "\u202eevil\u202c|other|evil",
        "z\u200bero\u0000|other|zero",
        "\ud800a|other|a",
        "minji@example.org|minji|minji",
        "@minji|other|@minji",
        "`\u200b \u202e`|nick|nick",
        "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx|other|xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
        "<b>x</b>|other|<b>x</b>",
      })
  void theNameShownIsBoundedAndCleaned(String name, String preferred, String shown) {
    Jwt token =
        builder("https://a.example", ID)
            .claim("name", name)
            .claim("preferred_username", preferred)
            .build();
    assertThat(Naming.OUTSIDE.userOf(token).orElseThrow().displayName()).isEqualTo(shown);
  }

  @Test
  void aNameOfManyCodePointsIsCutBetweenThem() {
    Jwt token = builder("https://a.example", ID).claim("name", "👍".repeat(50)).build();
    assertThat(Naming.OUTSIDE.userOf(token).orElseThrow().displayName()).isEqualTo("👍".repeat(40));
  }

  @Test
  void withoutANameOnesIdStandsForOne() {
    Jwt token =
        builder("https://a.example", ID)
            .claims(claims -> claims.putAll(Map.of("name", 7, "nickname", "a@b.example")))
            .build();
    assertThat(Naming.OUTSIDE.userOf(token).orElseThrow().displayName()).isEqualTo("user-0b54a3c1");
  }

  private static TokenUser user(String issuer, String subject) {
    return Naming.OUTSIDE.userOf(token(issuer, subject)).orElseThrow();
  }

  private static Jwt token(String issuer, String subject) {
    return builder(issuer, subject).build();
  }

  private static Jwt.Builder builder(String issuer, String subject) {
    return Jwt.withTokenValue("x")
        .header("alg", "ES256")
        .issuer(issuer)
        .subject(subject)
        .expiresAt(Instant.MAX);
  }
}
