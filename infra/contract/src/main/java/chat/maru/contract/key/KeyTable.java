package chat.maru.contract.key;

import chat.maru.contract.cipher.Keyring;
import chat.maru.contract.cipher.WrappedKey;
import chat.maru.contract.id.Ids;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// `data_key` of the key store, as those see it who seal and open. Thread-safe; blocks on the
/// database.
///
/// Plain JDBC, so that all services have the same.
public final class KeyTable {
  private static final String FIND =
      """
      SELECT id, CASE WHEN erased_at IS NULL THEN wrapped END FROM maru_keys.data_key
      WHERE id = ANY (?)
      """;
  private static final String NEWEST =
      """
      SELECT id, wrapped, retired_at IS NULL FROM maru_keys.data_key
      WHERE room_id = ? AND sender_id = ? AND erased_at IS NULL
      ORDER BY retired_at DESC NULLS FIRST LIMIT 1
      """;

  // Erasing takes the same lock alone: no key comes into being behind its back.
  private static final String LOCK = "SELECT pg_advisory_xact_lock_shared(?)";
  private static final String INSERT =
      """
      INSERT INTO maru_keys.data_key (id, room_id, sender_id, wrapped, made_at)
      SELECT n.id, n.room_id, n.sender_id, n.wrapped, now()
      FROM (VALUES (?::uuid, ?::uuid, ?::uuid, ?::bytea)) AS n (id, room_id, sender_id, wrapped)
      WHERE NOT EXISTS (SELECT FROM maru_keys.erased_sender e WHERE e.sender_id = n.sender_id)
      ON CONFLICT DO NOTHING
      """;

  private final DataSource store;

  public KeyTable(DataSource store) {
    this.store = store;
  }

  private Map<String, WrappedKey> find(Collection<UUID> ids) {
    return ask(connection -> {
      try (PreparedStatement find = connection.prepareStatement(FIND)) {
        find.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
        Map<String, WrappedKey> found = new HashMap<>();
        ResultSet row = find.executeQuery();
        while (row.next()) {
          String id = row.getString(1);
          found.put(id, new WrappedKey(id, row.getBytes(2)));
        }
        return found;
      }
    });
  }

  /// The keys that contents name; those of erased senders as destroyed, also while a hold delays
  /// that. What was never there, or is no id of a key, is absent.
  ///
  /// @throws KeyStoreException when the store gives no answer
  public Map<String, WrappedKey> named(Collection<String> keyIds) {
    List<UUID> ids = keyIds.stream().map(Ids::parse).flatMap(Optional::stream).toList();
    return ids.isEmpty() ? Map.of() : find(ids);
  }

  /// The key that seals what this sender writes in this room from now on, made if need be: a new
  /// one, or the successor of one that is retired.
  ///
  /// @return empty when the sender is erased
  /// @throws KeyStoreException when the store gives no answer
  /// @throws IllegalArgumentException when a retired key does not unwrap with this keyring
  public Optional<WrappedKey> sealing(UUID roomId, UUID senderId, Keyring keyring) {
    Stored newest = ask(connection -> newest(connection, roomId, senderId));
    if (newest != null && newest.seals()) {
      return Optional.of(newest.key());
    }
    WrappedKey fresh = newest == null ? keyring.newDataKey() : keyring.renew(newest.key());
    if (inTransaction(connection -> insert(connection, roomId, senderId, fresh))) {
      return Optional.of(fresh);
    }
    // Another node was quicker, or the sender is erased.
    return Optional.ofNullable(ask(connection -> newest(connection, roomId, senderId)))
        .filter(Stored::seals)
        .map(Stored::key);
  }

  /// By this number the keys of one sender are locked.
  public static long lockOf(UUID senderId) {
    return senderId.getMostSignificantBits() ^ senderId.getLeastSignificantBits();
  }

  private static @Nullable Stored newest(Connection connection, UUID roomId, UUID senderId)
      throws SQLException {
    try (PreparedStatement find = connection.prepareStatement(NEWEST)) {
      find.setObject(1, roomId);
      find.setObject(2, senderId);
      ResultSet row = find.executeQuery();
      return row.next()
          ? new Stored(new WrappedKey(row.getString(1), row.getBytes(2)), row.getBoolean(3))
          : null;
    }
  }

  private static boolean insert(Connection connection, UUID roomId, UUID senderId, WrappedKey key)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      insert.setObject(1, UUID.fromString(key.keyId()));
      insert.setObject(2, roomId);
      insert.setObject(3, senderId);
      insert.setBytes(4, key.wrapped());
      return insert.executeUpdate() == 1;
    }
  }

  private interface Work<T extends @Nullable Object> {
    T on(Connection connection) throws SQLException;
  }

  /// One statement.
  private <T extends @Nullable Object> T ask(Work<T> work) {
    try (Connection connection = store.getConnection()) {
      return work.on(connection);
    } catch (SQLException e) {
      throw new KeyStoreException(e);
    }
  }

  /// Read committed: what another transaction made meanwhile is seen by the next statement.
  private <T> T inTransaction(Work<T> work) {
    try (Connection connection = store.getConnection()) {
      connection.setAutoCommit(false);
      try {
        T result = work.on(connection);
        connection.commit();
        return result;
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      }
    } catch (SQLException e) {
      throw new KeyStoreException(e);
    }
  }

  private record Stored(WrappedKey key, boolean seals) {}
}
