package chat.maru.chat.key;

import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/// Where the key store is.
///
/// @param url JDBC; default the database of the messages, as another schema. In production another
///   database, whose backups are kept apart
/// @param username default that of the messages' database
/// @param password default that of the messages' database
@ConfigurationProperties("maru.keys")
@Validated
record KeySettings(@NotNull String url, @NotNull String username, @NotNull String password) {

  /// Without the password.
  @Override
  public String toString() {
    return "KeySettings[" + url + " as " + username + "]";
  }
}
