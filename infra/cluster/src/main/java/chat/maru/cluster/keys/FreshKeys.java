package chat.maru.cluster.keys;

import chat.maru.cluster.state.ClusterState;
import chat.maru.contract.cipher.DataKey;
import chat.maru.contract.cipher.KeyEncryptionKey;
import chat.maru.contract.cipher.Keyring;
import chat.maru.contract.cipher.WrappedKey;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/// Makes the keys of many rooms at once, for measurements: one by one, as gateways get theirs,
/// thousands would take minutes. Only for senders and rooms that have none yet.
public final class FreshKeys {
  private static final int AT_A_TIME = 5_000;
  private static final String INSERT =
      """
      INSERT INTO maru_keys.data_key (id, room_id, sender_id, wrapped, made_at)
      SELECT *, now() FROM unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::bytea[])
      """;

  private final Keyring keyring;

  private FreshKeys(Keyring keyring) {
    this.keyring = keyring;
  }

  public static FreshKeys of(ClusterState state) {
    return new FreshKeys(Keyring.load(state.keyring(), KeyEncryptionKey.of(state.kek())));
  }

  /// What one sender writes in one room.
  public record Place(UUID roomId, UUID senderId) {}

  /// @return the key of each place, in their order
  public List<DataKey> make(Connection store, List<Place> places) throws SQLException {
    List<DataKey> keys = new ArrayList<>(places.size());
    for (int from = 0; from < places.size(); from += AT_A_TIME) {
      List<Place> some = places.subList(from, Math.min(from + AT_A_TIME, places.size()));
      List<WrappedKey> wrapped = some.stream().map(_ -> keyring.newDataKey()).toList();
      insert(store, some, wrapped);
      wrapped.forEach(key -> keys.add(keyring.open(key)));
    }
    return keys;
  }

  private static void insert(Connection store, List<Place> places, List<WrappedKey> keys)
      throws SQLException {
    try (PreparedStatement insert = store.prepareStatement(INSERT)) {
      insert.setArray(1, column(store, "uuid", keys, WrappedKey::keyId));
      insert.setArray(2, column(store, "uuid", places, Place::roomId));
      insert.setArray(3, column(store, "uuid", places, Place::senderId));
      insert.setArray(
          4,
          store.createArrayOf(
              "bytea", keys.stream().map(WrappedKey::wrapped).toArray(byte[][]::new)));
      insert.executeUpdate();
    }
  }

  private static <T> Array column(
      Connection store, String type, List<T> rows, Function<T, Object> value) throws SQLException {
    return store.createArrayOf(type, rows.stream().map(value).toArray());
  }
}
