package chat.maru.chat.login;

import chat.maru.chat.problem.ProblemException;
import chat.maru.chat.wire.TextRule;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A registration that keeps the rules.
///
/// @param username in lower case: `Minji` and `minji` are one user
record Registration(String username, String password, String displayName) {
  private static final TextRule USERNAME = new TextRule("username", 3, 32);
  private static final TextRule PASSWORD = new TextRule("password", 8, 128);
  private static final TextRule DISPLAY_NAME = new TextRule("displayName", 1, 40);
  private static final Pattern USERNAME_FORM = Pattern.compile("[A-Za-z0-9._-]+");

  /// @throws ProblemException `bad_field` naming the first field that breaks its rule
  static Registration of(
      @Nullable String username, @Nullable String password, @Nullable String displayName) {
    String name = USERNAME.require(username);
    if (!USERNAME_FORM.matcher(name).matches()) {
      throw ProblemException.badField("username", "expected: a–z 0–9 . _ -");
    }
    return new Registration(
        name.toLowerCase(Locale.ROOT),
        PASSWORD.require(password),
        DISPLAY_NAME.require(displayName));
  }
}
