package chat.maru.chat.notification;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.contract.event.Content;
import chat.maru.contract.event.EventHeaders;
import chat.maru.contract.event.MessageStored;
import chat.maru.contract.json.ContractJson;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class DuesTest {
  private static final Instant NOW = Instant.parse("2026-01-02T12:00:00Z");
  private static final NotificationSettings SETTINGS =
      new NotificationSettings(Duration.ofSeconds(10), Duration.ofHours(1));

  @Test
  void whatIsDueIsHandledUpToTheFirstThatIsNot() {
    Dues dues = at(record(5, 12), record(6, 10), record(7, 9), record(8, 20));
    assertThat(dues.messages()).extracting(MessageStored::seq).containsExactly(5L, 6L);
    assertThat(dues.nextOffset()).isEqualTo(7);
    assertThat(dues.waitUntil()).hasValue(NOW.plusSeconds(1));
  }

  @Test
  void whenAllAreDueThereIsNothingToWaitFor() {
    Dues dues = at(record(5, 12), record(9, 11));
    assertThat(dues.messages()).hasSize(2);
    assertThat(dues.nextOffset()).isEqualTo(10);
    assertThat(dues.waitUntil()).isEmpty();
  }

  @Test
  void yesterdaysMessagesAreDroppedAndCounted() {
    Dues dues = at(record(5, 3_611), record(6, 3_610));
    assertThat(dues.tooOld()).isEqualTo(1);
    assertThat(dues.messages()).extracting(MessageStored::seq).containsExactly(6L);
  }

  @Test
  void whatIsNoStoredMessageIsPassedOver() {
    var unreadable = record(5, 60, "message.stored", new byte[] {'{'});
    var other = record(6, 60, "read.advanced", new byte[] {'{', '}'});
    var unknown = record(7, 60, "message.pinned", new byte[0]);
    Dues dues = at(unreadable, other, unknown);
    assertThat(dues).isEqualTo(new Dues(List.of(), 0, 8, Optional.empty()));
  }

  @Test
  void aRecipientIsToldOnlyAboutWhatTheyHaveNotRead() {
    MessageStored message = message(7);
    assertThat(AwayRule.judge(message, room(9, 6)))
        .hasValueSatisfying(away -> {
          assertThat(away.recipientId()).isEqualTo(message.lenderId());
          assertThat(away.unreadCount()).isEqualTo(3);
          assertThat(away.senderDisplayName()).isEqualTo("Sender");
        });
    assertThat(AwayRule.judge(message, room(9, 7))).isEmpty();
    assertThat(AwayRule.judge(message, room(9, 9))).isEmpty();
  }

  private static AwayRule.RoomState room(long head, long read) {
    return new AwayRule.RoomState("Sender", "Title", head, read);
  }

  @SafeVarargs
  private static Dues at(ConsumerRecord<String, byte[]>... records) {
    return Dues.of(List.of(records), NOW, SETTINGS);
  }

  private static ConsumerRecord<String, byte[]> record(long offset, int secondsAgo) {
    return record(
        offset,
        secondsAgo,
        MessageStored.TYPE,
        ContractJson.mapper().writeValueAsBytes(message(offset)));
  }

  private static ConsumerRecord<String, byte[]> record(
      long offset, int secondsAgo, String type, byte[] value) {
    var headers = new RecordHeaders();
    headers.add(EventHeaders.TYPE, type.getBytes());
    long time = NOW.minusSeconds(secondsAgo).toEpochMilli();
    return new ConsumerRecord<>(
        "t",
        0,
        offset,
        time,
        TimestampType.CREATE_TIME,
        0,
        value.length,
        "key",
        value,
        headers,
        Optional.empty());
  }

  private static MessageStored message(long seq) {
    UUID borrower = UUID.randomUUID();
    return new MessageStored(
        UUID.randomUUID(),
        UUID.randomUUID(),
        seq,
        borrower,
        UUID.randomUUID(),
        UUID.randomUUID(),
        borrower,
        UUID.randomUUID(),
        new Content("1", new byte[3]),
        new byte[16],
        NOW);
  }
}
