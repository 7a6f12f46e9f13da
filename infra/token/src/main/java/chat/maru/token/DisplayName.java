package chat.maru.token;

import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;

/// What a user of an outside issuer is called, from the standard claims (OpenID Connect Core 1.0,
/// section 5.1): the first of `name`, `preferred_username`, `nickname` and `given_name` that is
/// left with something to show.
///
/// The issuer may let people write what they like there, so what breaks lines, turns the direction
/// of text or can't be seen goes, and 40 code points stay, as many as at a registration. What looks
/// like an e-mail address is passed over: others in a room must not learn it.
final class DisplayName {
  private static final List<String> CLAIMS =
      List.of("name", "preferred_username", "nickname", "given_name");
  private static final int MOST = 40;

  /// Controls, format characters (bidirectional overrides, zero width), surrogates, private use,
  /// unassigned.
  private static final Pattern UNSHOWN = Pattern.compile("\\p{C}+");

  private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]+");
  private static final Pattern EMAIL = Pattern.compile("\\S+@\\S+\\.\\S+");

  private DisplayName() {}

  static String of(Jwt token, UUID userId) {
    return CLAIMS.stream()
        .map(claim -> cleaned(token.getClaims().get(claim)))
        .filter(name -> !name.isEmpty())
        .findFirst()
        .orElse("user-" + userId.toString().substring(0, 8));
  }

  private static String cleaned(@Nullable Object claim) {
    if (!(claim instanceof String text) || EMAIL.matcher(text).find()) {
      return "";
    }
    String spaced = SPACES.matcher(text).replaceAll(" ");
    String shown = UNSHOWN.matcher(spaced).replaceAll("").strip();
    int end = shown.offsetByCodePoints(0, Math.min(MOST, shown.codePointCount(0, shown.length())));
    return shown.substring(0, end).strip();
  }
}
