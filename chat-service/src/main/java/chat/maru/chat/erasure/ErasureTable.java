package chat.maru.chat.erasure;

import chat.maru.contract.key.KeyTable;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/// What the key store knows of erased senders. Every step may be repeated.
class ErasureTable {
  private static final String ERASE =
      "update maru_keys.data_key set erased_at = now() where sender_id = ? and erased_at is null";
  private static final String DESTROY =
      """
      update maru_keys.data_key k set wrapped = null
      where k.erased_at is not null and k.wrapped is not null
        and not exists (select from maru_keys.erasure_hold h where h.room_id = k.room_id)
      """;

  private final JdbcClient store;
  private final TransactionOperations transactions;

  ErasureTable(JdbcClient store, TransactionOperations transactions) {
    this.store = store;
    this.transactions = transactions;
  }

  /// From its commit on no key of this sender opens anything, and none is made.
  void erase(UUID userId) {
    transactions.executeWithoutResult(_ -> {
      store
          .sql("select pg_advisory_xact_lock(?)")
          .param(KeyTable.lockOf(userId))
          .query((_, _) -> 0)
          .list();
      store
          .sql(
              "insert into maru_keys.erased_sender (sender_id, erased_at) values (?, now())"
                  + " on conflict do nothing")
          .param(userId)
          .update();
      store.sql(ERASE).param(userId).update();
      store.sql(DESTROY + " and k.sender_id = ?").param(userId).update();
    });
  }

  /// Destroys what no hold keeps any more.
  ///
  /// @return how many keys
  int destroyReleased() {
    return store.sql(DESTROY).update();
  }

  /// Keeps the keys of what is erased in this room, for a dispute; nobody is shown it.
  void hold(UUID roomId, String reason) {
    store
        .sql(
            "insert into maru_keys.erasure_hold (room_id, reason, placed_at) values (?, ?, now())"
                + " on conflict (room_id) do update set reason = excluded.reason")
        .params(roomId, reason)
        .update();
  }

  void release(UUID roomId) {
    store.sql("delete from maru_keys.erasure_hold where room_id = ?").param(roomId).update();
  }

  /// All of them, a page in the order of ids.
  List<UUID> erasedAfter(UUID userId, int limit) {
    return store
        .sql(
            "select sender_id from maru_keys.erased_sender where sender_id > ?"
                + " order by sender_id limit ?")
        .params(userId, limit)
        .query((row, _) -> row.getObject(1, UUID.class))
        .list();
  }
}
