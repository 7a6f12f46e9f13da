package chat.maru.chat.revocation;

import chat.maru.chat.revocation.RevocationTable.Kind;
import chat.maru.contract.revocation.Revocation;
import chat.maru.contract.revocation.RevocationNews;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Ends logins, bans and pardons. Each takes part in the caller's transaction or has its own, and
/// is announced once that is committed.
public class Revocations {
  private final RevocationTable table;
  private final TransactionOperations transactions;
  private final Consumer<Revocation> announcements;
  private final Clock clock;

  Revocations(
      RevocationTable table,
      TransactionOperations transactions,
      Consumer<Revocation> announcements,
      Clock clock) {
    this.table = table;
    this.transactions = transactions;
    this.announcements = announcements;
    this.clock = clock;
  }

  /// No token of this login is good any more.
  ///
  /// @param loginId the tokens' `sid`
  public void endLogin(UUID userId, String loginId) {
    transactions.executeWithoutResult(_ ->
        table
            .insert(userId, Kind.LOGIN_ENDED, loginId, null, clock.instant())
            .ifPresent(this::announceWhenCommitted));
  }

  /// No token of the user is good until a pardon; nothing changes for one who is banned already.
  ///
  /// @param reason for operators
  public void ban(UUID userId, @Nullable String reason) {
    transactions.executeWithoutResult(_ -> {
      table.lock(userId);
      table
          .insert(userId, Kind.BANNED, null, reason, clock.instant())
          .ifPresent(this::announceWhenCommitted);
    });
  }

  /// Lifts the user's ban, if there is one.
  public void pardon(UUID userId) {
    transactions.executeWithoutResult(_ -> {
      table.lock(userId);
      if (table.removeBan(userId)) {
        table
            .insert(userId, Kind.PARDONED, null, null, clock.instant())
            .ifPresent(this::announceWhenCommitted);
      }
    });
  }

  public boolean isBanned(UUID userId) {
    return table.isBanned(userId);
  }

  /// @param position of the last answer, or [RevocationNews#START]
  public RevocationNews since(long position) {
    return table.since(position);
  }

  /// Bans stay until they are lifted.
  @Scheduled(fixedDelay = 3_600_000, initialDelay = 3_600_000)
  void forgetOld() {
    table.removeBefore(clock.instant().minus(Revocation.REMEMBERED));
  }

  private void announceWhenCommitted(Revocation revocation) {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            announcements.accept(revocation);
          }
        });
  }
}
