package chat.maru.cluster.growth;

import java.util.List;

/// The SQL that fills a generation: rooms in a temporary table first, then everything that goes
/// with them, then their messages.
///
/// Filler messages are as large as real ones: texts of 100 characters, which nobody can open. A
/// room's messages lie as far apart as its generation is long, so that a page of history is spread
/// over the table as in a cluster where many talk at once. Each partition gets its rows in one
/// statement: their order within it is that of time, and its indexes, all of which are there, fit
/// into memory meanwhile.
final class FillStatements {
  static final int ROOMS_OF_POST = 5;

  /// As many as [#messages] and its SQL make on average.
  static final int MESSAGES_OF_ROOM = 32;

  static final List<String> TABLES =
      List.of(
          """
          CREATE TEMP TABLE fill_user (n int, id uuid, post_id uuid)
          """,
          """
          CREATE TEMP TABLE fill_room (
            id uuid, post_id uuid, borrower_id uuid, lender_id uuid,
            first bigint, messages int, shift float8, sealed boolean)
          """,
          """
          CREATE TEMP TABLE fill_sealed (LIKE chat_message)
          """,
          """
          CREATE TEMP TABLE fill_span (since timestamptz, length interval)
          """);

  static final String EMPTY = "TRUNCATE fill_user, fill_room, fill_sealed, fill_span";

  /// Parameters: begin and seconds of the generation.
  static final String SPAN =
      "INSERT INTO fill_span VALUES (?::timestamptz, make_interval(secs => ?))";

  /// Parameter: how many.
  static final String USERS =
      """
      INSERT INTO fill_user
      SELECT n, gen_random_uuid(), gen_random_uuid() FROM generate_series(0, ? - 1) n
      """;

  /// Each user lends to the next five.
  static final String ROOMS =
      """
      INSERT INTO fill_room
      SELECT gen_random_uuid(), lender.post_id, borrower.id, lender.id,
        0, 8 + (lender.n * 5 + k) * 31 % 49, random(), false
      FROM fill_user lender CROSS JOIN generate_series(1, 5) k
      JOIN fill_user borrower ON borrower.n = (lender.n + k) % (SELECT count(*) FROM fill_user)
      """;

  static final String COPY_ROOMS = "COPY fill_room FROM STDIN (FORMAT csv)";
  static final String COPY_SEALED = "COPY fill_sealed FROM STDIN (FORMAT csv)";

  static final List<String> AROUND_MESSAGES =
      List.of(
          """
          INSERT INTO app_user (id, display_name, created_at)
          SELECT id, 'Somebody', since FROM fill_span,
            (SELECT borrower_id FROM fill_room UNION SELECT lender_id FROM fill_room) person (id)
          ON CONFLICT DO NOTHING
          """,
          """
          INSERT INTO post (id, lender_id, title, created_at)
          SELECT DISTINCT post_id, lender_id, 'Something to lend', since FROM fill_room, fill_span
          ON CONFLICT DO NOTHING
          """,
          """
          INSERT INTO chat_room (id, post_id, borrower_id, lender_id, head_seq, created_at, updated_at)
          SELECT id, post_id, borrower_id, lender_id, first + messages,
            since + length * ((1 - shift) / messages),
            since + length * ((messages - shift) / messages)
          FROM fill_room, fill_span
          ON CONFLICT (id) DO UPDATE
          SET head_seq = excluded.head_seq, updated_at = excluded.updated_at
          """,
          """
          INSERT INTO room_member (room_id, user_id, read_seq)
          SELECT id, borrower_id, first + messages FROM fill_room
          UNION ALL SELECT id, lender_id, first + messages - 1 FROM fill_room
          ON CONFLICT (room_id, user_id) DO UPDATE SET read_seq = excluded.read_seq
          """,
          """
          INSERT INTO maru_keys.data_key (id, room_id, sender_id, wrapped, made_at)
          SELECT md5(id::text || 'borrower')::uuid, id, borrower_id, decode(repeat('00', 97), 'hex'), since
          FROM fill_room, fill_span WHERE NOT sealed
          UNION ALL
          SELECT md5(id::text || 'lender')::uuid, id, lender_id, decode(repeat('00', 97), 'hex'), since
          FROM fill_room, fill_span WHERE NOT sealed
          """);

  private static final String MESSAGES =
      """
      INSERT INTO chat_message (room_id, seq, message_id, sender_id, client_message_id,
                                key_id, ciphertext, digest, sent_at)
      SELECT id, seq, gen_random_uuid(),
        CASE seq %% 2 WHEN 1 THEN borrower_id ELSE lender_id END, gen_random_uuid(),
        md5(id::text || CASE seq %% 2 WHEN 1 THEN 'borrower' ELSE 'lender' END)::uuid::text,
        decode(repeat('00', 128), 'hex'), decode(repeat('00', 16), 'hex'),
        since + length * ((seq - shift) / messages) AS sent_at
      FROM fill_room CROSS JOIN fill_span CROSS JOIN generate_series(1, messages) seq
      WHERE NOT sealed AND satisfies_hash_partition('chat_message'::regclass, %1$d, %2$d, id)
      UNION ALL
      SELECT * FROM fill_sealed
      WHERE satisfies_hash_partition('chat_message'::regclass, %1$d, %2$d, room_id)
      ORDER BY sent_at
      """;

  static final String TIDY =
      """
      VACUUM (ANALYZE) chat_message, chat_room, room_member, app_user, post, maru_keys.data_key
      """;

  private FillStatements() {}

  /// As `ROOMS` says it, of a room that is the n-th.
  static int messages(int n) {
    return 8 + n * 31 % 49;
  }

  /// @param partitions of `chat_message`
  static String messages(int partitions, int partition) {
    return MESSAGES.formatted(partitions, partition);
  }
}
