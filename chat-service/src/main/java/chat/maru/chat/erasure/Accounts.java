package chat.maru.chat.erasure;

import chat.maru.chat.revocation.Revocations;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/// Takes what is personal out of an account. Its id stays, because rooms and messages of others
/// name it.
class Accounts {
  /// What others see in place of the name; posts are called the same.
  static final String NOBODY = "탈퇴한 사용자 / deleted user";

  private final JdbcClient database;
  private final TransactionOperations transactions;
  private final Revocations revocations;

  Accounts(JdbcClient database, TransactionOperations transactions, Revocations revocations) {
    this.database = database;
    this.transactions = transactions;
    this.revocations = revocations;
  }

  /// Ends the user's sessions and logins for good, too. May be repeated.
  void empty(UUID userId) {
    transactions.executeWithoutResult(_ -> {
      revocations.ban(userId, "erased");
      database.sql("delete from refresh_token where user_id = ?").param(userId).update();
      database
          .sql(
              "update app_user set username = null, password_hash = null, display_name = ?"
                  + " where id = ?")
          .params(NOBODY, userId)
          .update();
      database
          .sql(
              "update post set title = ?, description = null,"
                  + " closed_at = coalesce(closed_at, now()) where lender_id = ?")
          .params(NOBODY, userId)
          .update();
    });
  }

  /// Those of them that are not empty: an older copy of the database brought them back.
  List<UUID> notEmpty(Collection<UUID> userIds) {
    return database
        .sql("select id from app_user where id = any (?) and display_name <> ?")
        .params(userIds.toArray(UUID[]::new), NOBODY)
        .query((row, _) -> row.getObject(1, UUID.class))
        .list();
  }
}
