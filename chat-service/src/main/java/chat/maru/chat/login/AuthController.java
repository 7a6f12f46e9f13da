package chat.maru.chat.login;

import chat.maru.chat.guess.Guesses;
import chat.maru.chat.wire.TextRule;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// The calls that need no access token, because they are how one gets one.
@RestController
@RequestMapping(path = "/api/auth", produces = MediaType.APPLICATION_JSON_VALUE)
@ConditionalOnBooleanProperty(name = "maru.chat.embedded-issuer", matchIfMissing = true)
class AuthController {
  // What no user can have is looked up all the same: the answer is bad_credentials either way.
  private static final TextRule USERNAME = new TextRule("username", 0, 128);
  private static final TextRule PASSWORD = new TextRule("password", 0, 1_000);
  private static final TextRule REFRESH_TOKEN = new TextRule("refreshToken", 0, 1_000);

  private final Logins logins;
  private final Guesses guesses;

  AuthController(Logins logins, Guesses guesses) {
    this.logins = logins;
    this.guesses = guesses;
  }

  @PostMapping("/register")
  @ResponseStatus(HttpStatus.CREATED)
  Registered register(@RequestBody RegisterBody body) {
    Registration asked = Registration.of(body.username(), body.password(), body.displayName());
    return new Registered(logins.register(asked), asked.username(), asked.displayName());
  }

  @PostMapping("/login")
  Logins.Tokens login(@RequestBody LoginBody body, HttpServletRequest request) {
    String username = USERNAME.require(body.username());
    String password = PASSWORD.require(body.password());
    return guesses.slowly(
        username, request.getRemoteAddr(), () -> logins.login(username, password));
  }

  @PostMapping("/refresh")
  Logins.Tokens refresh(@RequestBody RefreshBody body) {
    return logins.refresh(REFRESH_TOKEN.require(body.refreshToken()));
  }

  @PostMapping("/logout")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void logout(@RequestBody RefreshBody body) {
    logins.logout(REFRESH_TOKEN.require(body.refreshToken()));
  }

  record RegisterBody(
      @Nullable String username, @Nullable String password, @Nullable String displayName) {}

  record LoginBody(@Nullable String username, @Nullable String password) {}

  record RefreshBody(@Nullable String refreshToken) {}

  record Registered(UUID userId, String username, String displayName) {}
}
