package chat.maru.contract.key;

import java.sql.SQLException;

/// The key store gave no answer. The cause tells whether it may give one later.
public final class KeyStoreException extends RuntimeException {
  KeyStoreException(SQLException cause) {
    super("the key store gave no answer", cause);
  }
}
