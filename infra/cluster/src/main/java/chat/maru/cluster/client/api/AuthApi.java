package chat.maru.cluster.client.api;

import chat.maru.cluster.client.api.JsonHttp.Call;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.Map;

/// The calls that need no access token.
public final class AuthApi {
  private final JsonHttp http;

  /// @param base of the chat-service, as `http://127.0.0.1:8080`
  public AuthApi(HttpClient http, URI base) {
    this.http = new JsonHttp(http, base);
  }

  public Account register(String username, String password, String displayName) {
    Map<String, String> body =
        Map.of("username", username, "password", password, "displayName", displayName);
    return http.call(Call.post("/api/auth/register", body), null, Account.class);
  }

  public Login login(String username, String password) {
    Map<String, String> body = Map.of("username", username, "password", password);
    return http.call(Call.post("/api/auth/login", body), null, Login.class);
  }

  public Login refresh(String refreshToken) {
    Map<String, String> body = Map.of("refreshToken", refreshToken);
    return http.call(Call.post("/api/auth/refresh", body), null, Login.class);
  }

  /// Ends the login; its live sessions are closed within 5 s (D13).
  public void logout(Login login) {
    Map<String, String> body = Map.of("refreshToken", login.refreshToken());
    http.tell(Call.post("/api/auth/logout", body), login.accessToken());
  }
}
