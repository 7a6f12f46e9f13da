package chat.maru.persistence.support;

import chat.maru.contract.cipher.DataKey;
import chat.maru.contract.cipher.KeyEncryptionKey;
import chat.maru.contract.cipher.Keyring;
import chat.maru.contract.cipher.SealedText;
import chat.maru.contract.cipher.WrappedKey;
import chat.maru.testkit.Servers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.flywaydb.core.Flyway;

/// The keys of this JVM's tests, with which scenes seal and services open: one for all rooms.
public final class TestKeyring {
  private static final Keyring KEYRING = Keyring.generate();
  private static final WrappedKey WRAPPED = KEYRING.newDataKey();
  private static final DataKey KEY = KEYRING.open(WRAPPED);
  private static final Path FOLDER = save();
  private static final Map<Sealed, SealedText> TEXTS = new ConcurrentHashMap<>();

  private record Sealed(UUID roomId, UUID messageId, String text) {}

  private TestKeyring() {}

  public static Map<String, String> properties() {
    return Map.of(
        "maru.keyring-file",
        FOLDER.resolve("keyring.json").toString(),
        "maru.kek",
        "file:" + FOLDER.resolve("kek.json"));
  }

  /// Puts the key into the store that the service will find.
  static void publish(Servers servers) {
    var database = servers.database();
    Flyway.configure()
        .dataSource(database.jdbcUrl(), database.username(), database.password())
        .schemas("maru_keys")
        .locations("classpath:db/keys")
        .load()
        .migrate();
    try (var connection = database.connect();
        var insert =
            connection.prepareStatement(
                "INSERT INTO maru_keys.data_key (id, room_id, sender_id, wrapped, made_at)"
                    + " VALUES (?, ?, ?, ?, now()) ON CONFLICT DO NOTHING")) {
      insert.setObject(1, UUID.fromString(WRAPPED.keyId()));
      insert.setObject(2, UUID.randomUUID());
      insert.setObject(3, UUID.randomUUID());
      insert.setBytes(4, WRAPPED.wrapped());
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Equal for equal arguments, so that a record made twice is equal, too.
  static SealedText seal(UUID roomId, UUID messageId, String text) {
    return TEXTS.computeIfAbsent(
        new Sealed(roomId, messageId, text), _ -> KEY.seal(roomId, messageId, text));
  }

  private static Path save() {
    try {
      Path folder = Files.createTempDirectory("maru-keyring");
      folder.toFile().deleteOnExit();
      String kek = KeyEncryptionKey.make(folder.resolve("kek.json"));
      KEYRING.save(folder.resolve("keyring.json"), KeyEncryptionKey.of(kek));
      folder.resolve("kek.json").toFile().deleteOnExit();
      folder.resolve("keyring.json").toFile().deleteOnExit();
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
