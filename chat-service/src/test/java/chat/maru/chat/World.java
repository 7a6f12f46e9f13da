package chat.maru.chat;

import chat.maru.contract.cipher.DataKey;
import chat.maru.contract.cipher.Keyring;
import chat.maru.contract.cipher.SealedText;
import chat.maru.contract.event.ChatEvent;
import chat.maru.contract.event.EventHeaders;
import chat.maru.contract.event.MessageStored;
import chat.maru.contract.id.Ids;
import chat.maru.contract.json.ContractJson;
import chat.maru.contract.key.KeyTable;
import chat.maru.contract.topic.Topics;
import chat.maru.contract.trace.TraceContext;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// What persistence-service would have done: rows in tables, events on the public stream.
public class World {
  private final JdbcClient database;
  private final KeyTable keys;
  private final Supplier<Keyring> keyring;
  private final KafkaTemplate<String, byte[]> log;
  private final TransactionTemplate transactions;

  @SuppressWarnings("unchecked")
  World(
      JdbcClient database,
      KeyTable keys,
      Supplier<Keyring> keyring,
      KafkaTemplate<?, ?> log,
      PlatformTransactionManager transactions) {
    this.database = database;
    this.keys = keys;
    this.keyring = keyring;
    this.log = (KafkaTemplate<String, byte[]>) log;
    this.transactions = new TransactionTemplate(transactions);
  }

  public JdbcClient database() {
    return database;
  }

  public UUID user(String displayName) {
    UUID id = UUID.randomUUID();
    database
        .sql("insert into app_user (id, display_name, created_at) values (?, ?, now())")
        .params(id, displayName)
        .update();
    return id;
  }

  public UUID post(UUID lender, String title) {
    UUID id = UUID.randomUUID();
    database
        .sql("insert into post (id, lender_id, title, created_at) values (?, ?, ?, now())")
        .params(id, lender, title)
        .update();
    return id;
  }

  /// A room without messages, as it is for a moment inside persistence-service's transaction.
  public Room room(UUID borrower, UUID lender) {
    UUID post = post(lender, "Drill of " + lender);
    UUID id = Ids.roomId(post, borrower);
    database
        .sql(
            "insert into chat_room (id, post_id, borrower_id, lender_id, created_at, updated_at)"
                + " values (?, ?, ?, ?, now(), now())")
        .params(id, post, borrower, lender)
        .update();
    return new Room(id, post, borrower, lender);
  }

  /// Stores the room's next message, as persistence-service does: row and head in one transaction.
  public MessageStored store(Room room, UUID sender, String text) {
    return store(room, sender, text, Instant.now());
  }

  public MessageStored store(Room room, UUID sender, String text, Instant sentAt) {
    return transactions.execute(_ -> storeLocked(room, sender, text, sentAt));
  }

  private MessageStored storeLocked(Room room, UUID sender, String text, Instant sentAt) {
    long seq =
        database
            .sql(
                "update chat_room set head_seq = head_seq + 1, updated_at = ? where id = ?"
                    + " returning head_seq")
            .params(Timestamp.from(sentAt), room.id())
            .query(Long.class)
            .single();
    UUID clientId = UUID.randomUUID();
    UUID messageId = Ids.messageId(room.id(), sender, clientId);
    SealedText sealed = keyOf(room, sender).seal(room.id(), messageId, text);
    database
        .sql("insert into chat_message values (?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .params(
            room.id(),
            seq,
            messageId,
            sender,
            clientId,
            sealed.content().keyId(),
            sealed.content().ciphertext(),
            sealed.digest(),
            Timestamp.from(sentAt))
        .update();
    read(room, sender, seq);
    return new MessageStored(
        room.id(),
        messageId,
        seq,
        sender,
        clientId,
        room.post(),
        room.borrower(),
        room.lender(),
        sealed.content(),
        sealed.digest(),
        sentAt);
  }

  private DataKey keyOf(Room room, UUID sender) {
    Keyring current = keyring.get();
    return current.open(keys.sealing(room.id(), sender, current).orElseThrow());
  }

  public void read(Room room, UUID user, long seq) {
    database
        .sql(
            "insert into room_member values (?, ?, ?) on conflict (room_id, user_id)"
                + " do update set read_seq = greatest(room_member.read_seq, excluded.read_seq)")
        .params(room.id(), user, seq)
        .update();
  }

  /// Waits until the log has it.
  public void tell(ChatEvent event) {
    tell(record(event));
  }

  /// With what persistence-service says of the send behind it.
  public void tell(ChatEvent event, Instant acceptedAt, TraceContext trace) {
    var record = record(event);
    record
        .headers()
        .add(EventHeaders.ACCEPTED_TIME, acceptedAt.toString().getBytes(StandardCharsets.UTF_8))
        .add(TraceContext.HEADER, trace.value().getBytes(StandardCharsets.UTF_8));
    tell(record);
  }

  private static ProducerRecord<String, byte[]> record(ChatEvent event) {
    var record =
        new ProducerRecord<>(
            Topics.MESSAGES,
            event.roomId().toString(),
            ContractJson.mapper().writeValueAsBytes(event));
    EventHeaders.of(event, "/maru/persistence-service", Instant.now())
        .asMap()
        .forEach((name, value) -> record.headers().add(name, value));
    return record;
  }

  public void tell(ProducerRecord<String, byte[]> record) {
    log.send(record).join();
  }

  public record Room(UUID id, UUID post, UUID borrower, UUID lender) {}
}
