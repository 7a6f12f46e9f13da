package chat.maru.operation.key;

import org.springframework.boot.context.properties.ConfigurationProperties;

/// Where the key store is.
///
/// @param url JDBC; default the database of the messages, as another schema. In production another
///   database, whose backups are kept apart
/// @param username default that of the messages' database
/// @param password default that of the messages' database
@ConfigurationProperties("maru.keys")
public record KeySettings(String url, String username, String password) {

  /// Without the password.
  @Override
  public String toString() {
    return "KeySettings[" + url + " as " + username + "]";
  }
}
