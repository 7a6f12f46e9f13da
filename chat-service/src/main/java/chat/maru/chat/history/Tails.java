package chat.maru.chat.history;

import chat.maru.contract.event.Content;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What a user's rooms hold beyond what a device has of them.
///
/// All devices of a gateway ask for theirs within a second after an outage, so it is one statement,
/// which is also one snapshot: heads, read positions and messages belong together (D6).
///
/// What a device knows is put together with what there is by grouping, not by a join: for a join
/// the planner guesses how many rooms there are, and where it guesses few, a device with 5,000
/// costs 25 million comparisons.
public final class Tails {
  private static final String BEYOND =
      """
      with mine as (
        select id, head_seq, updated_at from chat_room where borrower_id = :me
        union all
        select id, head_seq, updated_at from chat_room where lender_id = :me),
      ahead as (
        select id, max(head_seq) as head_seq, max(updated_at) as updated_at,
          max(known_seq) as known_seq
        from (
          select id, head_seq, updated_at, cast(0 as bigint) as known_seq from mine
          union all
          select id, null, null, head
          from unnest(cast(:ids as uuid[]), cast(:heads as bigint[])) as known (id, head)) room
        group by id
        having max(head_seq) > max(known_seq)
        order by max(updated_at) desc, id desc limit :rooms)
      select ahead.id as room_id, head_seq,
        coalesce(me.read_seq, 0) as read_seq,
        coalesce(other.read_seq, 0) as counterpart_read_seq,
        seq, message_id, sender_id, client_message_id, key_id, ciphertext, sent_at
      from ahead
      left join room_member me on me.room_id = ahead.id and me.user_id = :me
      left join room_member other on other.room_id = ahead.id and other.user_id <> :me
      left join lateral (
        select * from chat_message where room_id = ahead.id and seq > ahead.known_seq
        order by seq limit :messages) message on true
      order by ahead.updated_at desc, ahead.id desc, seq
      """;

  private final JdbcClient database;
  private final MessageTexts texts;

  Tails(JdbcClient database, MessageTexts texts) {
    this.database = database;
    this.texts = texts;
  }

  /// Of the rooms whose head is beyond the one known, newest activity first, the first messages
  /// after it in order.
  ///
  /// @param heads by room, 0 for those not named
  /// @param rooms at most
  /// @param messages of each room at most
  public List<RoomTail> beyond(UUID userId, Map<UUID, Long> heads, int rooms, int messages) {
    List<UUID> named = List.copyOf(heads.keySet());
    Map<UUID, Rows> found =
        database
            .sql(BEYOND)
            .param("me", userId)
            .param("ids", named.toArray(UUID[]::new))
            .param("heads", named.stream().map(heads::get).toArray(Long[]::new))
            .param("rooms", rooms)
            .param("messages", messages)
            .query(Tails::rows);
    MessageTexts.Opening opening =
        texts.of(found.values().stream().flatMap(room -> room.messages.stream()).map(Row::content));
    return found.values().stream().map(room -> opened(room, opening)).toList();
  }

  private static Map<UUID, Rows> rows(ResultSet row) throws SQLException {
    Map<UUID, Rows> rooms = new LinkedHashMap<>();
    while (row.next()) {
      UUID roomId = row.getObject("room_id", UUID.class);
      Rows room = rooms.get(roomId);
      if (room == null) {
        room = Rows.of(roomId, row);
        rooms.put(roomId, room);
      }
      room.add(row);
    }
    return rooms;
  }

  private static RoomTail opened(Rows room, MessageTexts.Opening opening) {
    return new RoomTail(
        room.roomId,
        room.headSeq,
        room.readSeq,
        room.counterpartReadSeq,
        room.messages.stream().map(row -> opening.open(row.message(), row.content())).toList());
  }

  private record Rows(
      UUID roomId, long headSeq, long readSeq, long counterpartReadSeq, List<Row> messages) {

    static Rows of(UUID roomId, ResultSet row) throws SQLException {
      return new Rows(
          roomId,
          row.getLong("head_seq"),
          row.getLong("read_seq"),
          row.getLong("counterpart_read_seq"),
          new ArrayList<>());
    }

    void add(ResultSet row) throws SQLException {
      UUID messageId = row.getObject("message_id", UUID.class);
      if (messageId == null) {
        return;
      }
      messages.add(
          new Row(
              new MessageView(
                  messageId,
                  roomId,
                  row.getLong("seq"),
                  row.getObject("sender_id", UUID.class),
                  row.getObject("client_message_id", UUID.class),
                  "",
                  row.getTimestamp("sent_at").toInstant(),
                  null),
              new Content(row.getString("key_id"), row.getBytes("ciphertext"))));
    }
  }

  /// @param message without its text
  private record Row(MessageView message, Content content) {}
}
