package chat.maru.chat.revocation;

import chat.maru.contract.revocation.Revocation;
import chat.maru.contract.revocation.RevocationNews;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Table `revocation`. Each statement takes part in the transaction that is open.
///
/// A position is the oldest transaction that was still open when the table was read: what is older
/// is decided, all else is read again. So nothing is missed that commits late, as it would be by
/// the greatest version seen. What was made in the last minute is always read again: a failover
/// that forgot commits may give their transaction ids to others.
class RevocationTable {
  private static final String SINCE =
      """
      with horizon as (
        select pg_snapshot_xmin(pg_current_snapshot()) as xmin, cast(? as text)::xid8 as asked)
      select h.xmin::text::bigint as position, h.asked = '0' or h.asked > h.xmin as complete,
        r.version, r.kind, r.user_id, r.login_id, r.made_at
      from horizon h
      left join revocation r
        on r.xid >= case when h.asked > h.xmin then '0'::xid8 else h.asked end
          or r.made_at > now() - interval '1 minute'
      order by r.version
      """;

  private final JdbcClient database;

  RevocationTable(JdbcClient database) {
    this.database = database;
  }

  enum Kind {
    LOGIN_ENDED,
    BANNED,
    PARDONED;

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Kind of(String text) {
      return valueOf(text.toUpperCase(Locale.ROOT));
    }
  }

  /// One at a time for this user until the transaction ends, so that versions tell the order.
  void lock(UUID userId) {
    database
        .sql("select pg_advisory_xact_lock(?)")
        .param(userId.getMostSignificantBits() ^ userId.getLeastSignificantBits())
        .query((_, _) -> 0)
        .list();
  }

  /// @return empty when the user is banned already
  Optional<Revocation> insert(
      UUID userId, Kind kind, @Nullable String loginId, @Nullable String reason, Instant now) {
    Instant madeAt = now.truncatedTo(ChronoUnit.MILLIS);
    return database
        .sql(
            "insert into revocation (user_id, kind, login_id, reason, made_at)"
                + " values (:userId, :kind, :loginId, :reason, :madeAt) on conflict do nothing"
                + " returning version, kind, user_id, login_id, made_at")
        .param("userId", userId)
        .param("kind", kind.text())
        .param("loginId", loginId)
        .param("reason", reason)
        .param("madeAt", Timestamp.from(madeAt))
        .query((row, _) -> revocation(row))
        .optional();
  }

  boolean removeBan(UUID userId) {
    return database
            .sql("delete from revocation where user_id = ? and kind = 'banned'")
            .param(userId)
            .update()
        > 0;
  }

  boolean isBanned(UUID userId) {
    return database
        .sql("select exists (select from revocation where user_id = ? and kind = 'banned')")
        .param(userId)
        .query(Boolean.class)
        .single();
  }

  /// Everything for who asks from the start, and for a position from the future: it was given by a
  /// database that was newer than this restored one.
  RevocationNews since(long position) {
    return database.sql(SINCE).param(Long.toUnsignedString(position)).query(RevocationTable::news);
  }

  void removeBefore(Instant time) {
    database
        .sql("delete from revocation where kind <> 'banned' and made_at < ?")
        .param(Timestamp.from(time))
        .update();
  }

  /// One row at least: position and completeness stand on each, also where nothing is new.
  private static RevocationNews news(ResultSet row) throws SQLException {
    List<Revocation> revocations = new ArrayList<>();
    long position = RevocationNews.START;
    boolean complete = false;
    while (row.next()) {
      position = row.getLong("position");
      complete = row.getBoolean("complete");
      if (row.getString("kind") != null) {
        revocations.add(revocation(row));
      }
    }
    return new RevocationNews(position, complete, List.copyOf(revocations));
  }

  private static Revocation revocation(ResultSet row) throws SQLException {
    long version = row.getLong("version");
    UUID userId = row.getObject("user_id", UUID.class);
    Instant madeAt = row.getTimestamp("made_at").toInstant();
    return switch (Kind.of(row.getString("kind"))) {
      case LOGIN_ENDED ->
          new Revocation.LoginEnded(version, userId, row.getString("login_id"), madeAt);
      case BANNED -> new Revocation.Banned(version, userId, madeAt);
      case PARDONED -> new Revocation.Pardoned(version, userId, madeAt);
    };
  }
}
