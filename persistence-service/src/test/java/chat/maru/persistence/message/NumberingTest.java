package chat.maru.persistence.message;

import static java.util.UUID.randomUUID;
import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.contract.event.InboundEvent;
import chat.maru.contract.event.MessageRefused;
import chat.maru.contract.event.MessageStored;
import chat.maru.contract.event.ReadAdvanced;
import chat.maru.persistence.inbound.Inspected;
import chat.maru.persistence.inbound.ParkReason;
import chat.maru.persistence.message.Decision.Head;
import chat.maru.persistence.read.Reader;
import chat.maru.persistence.room.Room;
import chat.maru.persistence.support.Scene;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberingTest {
  private final Scene scene = Scene.fresh();
  private final Map<UUID, Room> rooms = new HashMap<>();
  private final Map<UUID, MessageStored> stored = new HashMap<>();
  private final Map<Reader, Long> reads = new HashMap<>();

  NumberingTest() {
    room(scene, 0);
  }

  @Test
  void newMessagesGetTheNextNumbersInTheOrderOfTheirRecords() {
    room(scene, 41);

    Decision decision =
        decide(scene.fromBorrower(randomUUID(), "a"), scene.fromLender(randomUUID(), "b"));

    assertThat(decision.rows()).extracting(MessageStored::seq).containsExactly(42L, 43L);
    assertThat(decision.heads()).hasSize(1);
    assertThat(decision.heads().get(scene.roomId()).seq()).isEqualTo(43);
  }

  @Test
  void everyRoomHasItsOwnNumbers() {
    Scene other = scene.withBorrower(randomUUID());
    room(other, 7);

    Decision decision =
        decide(
            scene.fromBorrower(randomUUID(), "a"),
            other.fromBorrower(randomUUID(), "b"),
            scene.fromBorrower(randomUUID(), "c"));

    assertThat(decision.rows()).extracting(MessageStored::seq).containsExactly(1L, 8L, 2L);
  }

  @Test
  void aRepeatInsideTheBatchIsToldAsTheFirstWasAndTakesNoNumber() {
    UUID id = randomUUID();

    Decision decision =
        decide(
            scene.message(scene.borrowerId(), id, "a", Instant.parse("2026-03-01T12:00:00Z")),
            scene.fromLender(randomUUID(), "b"),
            scene.message(scene.borrowerId(), id, "a", Instant.parse("2026-03-01T12:00:09Z")));

    assertThat(decision.rows()).extracting(MessageStored::seq).containsExactly(1L, 2L);
    MessageStored first = decision.rows().getFirst();
    assertThat(decision.outcomes())
        .containsExactly(
            new Outcome.Stored(first),
            new Outcome.Stored(decision.rows().get(1)),
            new Outcome.Repeated(first));
  }

  @Test
  void aRepeatOfAStoredMessageIsToldAsItWasStored() {
    UUID id = randomUUID();
    MessageStored before = decide(scene.fromBorrower(id, "a")).rows().getFirst();
    room(scene, 1);
    stored.put(before.messageId(), before);

    Decision decision = decide(scene.fromBorrower(id, "a"), scene.fromLender(randomUUID(), "b"));

    assertThat(decision.outcomes().getFirst()).isEqualTo(new Outcome.Repeated(before));
    assertThat(decision.rows()).extracting(MessageStored::seq).containsExactly(2L);
  }

  @Test
  void aBatchOfRepeatsChangesNothing() {
    UUID id = randomUUID();
    MessageStored before = decide(scene.fromBorrower(id, "a")).rows().getFirst();
    room(scene, 1);
    stored.put(before.messageId(), before);

    assertThat(decide(scene.fromBorrower(id, "a")).changesNothing()).isTrue();
  }

  @Test
  void anotherTextUnderTheSameIdIsRefusedAndLeavesNoHole() {
    UUID id = randomUUID();

    Decision decision =
        decide(
            scene.fromBorrower(id, "a"),
            scene.fromBorrower(id, "another"),
            scene.fromBorrower(randomUUID(), "c"));

    assertThat(decision.outcomes().get(1))
        .usingRecursiveComparison()
        .isEqualTo(
            new Outcome.Refused(
                new MessageRefused(
                    scene.roomId(),
                    decision.rows().getFirst().messageId(),
                    scene.borrowerId(),
                    id,
                    "duplicate_mismatch",
                    scene.fromBorrower(id, "another").digest())));
    assertThat(decision.rows()).extracting(MessageStored::seq).containsExactly(1L, 2L);
  }

  @Test
  void theSameClientIdOfTheOtherMemberIsAnotherMessage() {
    UUID id = randomUUID();

    Decision decision = decide(scene.fromBorrower(id, "a"), scene.fromLender(id, "b"));

    assertThat(decision.rows()).hasSize(2);
  }

  @Test
  void sentAtIsWhenTheFirstRecordWasAcceptedInMilliseconds() {
    Decision decision =
        decide(
            scene.message(
                scene.borrowerId(),
                randomUUID(),
                "a",
                Instant.parse("2026-03-01T12:00:00.123456789Z")));

    assertThat(decision.rows().getFirst().sentAt())
        .isEqualTo(Instant.parse("2026-03-01T12:00:00.123Z"));
  }

  @Test
  void activityOfARoomIsTheLatestTimeWhateverTheGatewaysClocksSay() {
    Instant early = Instant.parse("2026-03-01T12:00:00Z");
    Instant late = Instant.parse("2026-03-01T12:00:05Z");

    Decision decision =
        decide(
            scene.message(scene.borrowerId(), randomUUID(), "a", late),
            scene.message(scene.lenderId(), randomUUID(), "b", early));

    assertThat(decision.heads().get(scene.roomId())).isEqualTo(new Head(2, late));
  }

  @Test
  void storingReadsUpToOnesOwnMessage() {
    Decision decision =
        decide(
            scene.fromBorrower(randomUUID(), "a"),
            scene.fromLender(randomUUID(), "b"),
            scene.fromBorrower(randomUUID(), "c"));

    assertThat(decision.reads())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(reader(scene.borrowerId()), 3L, reader(scene.lenderId()), 2L));
  }

  @ParameterizedTest(name = "head {0}, read {1}, asks for {2}: {3}")
  @CsvSource({
    "5, 2, 4, 4", // forward
    "5, 4, 2, 4", // never back
    "5, 2, 9, 5", // never past the head
    "5, 2, -1, 2",
    "5, 5, 5, 5",
    "0, 0, 3, 0"
  })
  void readsMoveForwardAndNeverPastTheHead(long head, long before, long asked, long after) {
    room(scene, head);
    reads.put(reader(scene.lenderId()), before);

    Decision decision = decide(scene.read(scene.lenderId(), asked));

    assertThat(decision.outcomes())
        .containsExactly(
            new Outcome.Read(
                new ReadAdvanced(
                    scene.roomId(),
                    scene.lenderId(),
                    after,
                    scene.borrowerId(),
                    scene.lenderId())));
    assertThat(decision.reads())
        .isEqualTo(after > before ? Map.of(reader(scene.lenderId()), after) : Map.of());
  }

  @Test
  void aReadSeesTheMessagesBeforeItInTheBatchAndNoneAfter() {
    Decision decision =
        decide(
            scene.fromBorrower(randomUUID(), "a"),
            scene.read(scene.lenderId(), 2),
            scene.fromBorrower(randomUUID(), "b"));

    assertThat(decision.reads().get(reader(scene.lenderId()))).isEqualTo(1);
  }

  @Test
  void aReadOfAStrangerOrOfNoRoomIsDropped() {
    Scene nowhere = Scene.fresh();

    Decision decision = decide(scene.read(randomUUID(), 1), nowhere.read(nowhere.borrowerId(), 1));

    assertThat(decision.outcomes()).containsExactly(new Outcome.Dropped(), new Outcome.Dropped());
    assertThat(decision.changesNothing()).isTrue();
  }

  @Test
  void whatCanNotBeStoredIsParkedWithoutANumber() {
    Scene unknown = Scene.fresh();
    Scene wrongLender = new Scene(scene.postId(), scene.borrowerId(), randomUUID());

    Decision decision =
        Numbering.decide(
            List.of(
                new Inspected.Unsound(ParkReason.UNREADABLE),
                new Inspected.Sound(unknown.fromBorrower(randomUUID(), "a")),
                new Inspected.Sound(wrongLender.fromBorrower(randomUUID(), "b")),
                new Inspected.Sound(scene.fromBorrower(randomUUID(), "c"))),
            known());

    assertThat(decision.outcomes().subList(0, 3))
        .containsExactly(
            new Outcome.Parked(ParkReason.UNREADABLE),
            new Outcome.Parked(ParkReason.UNKNOWN_POST_OR_USER),
            new Outcome.Parked(ParkReason.INCONSISTENT_IDS));
    assertThat(decision.rows()).extracting(MessageStored::seq).containsExactly(1L);
  }

  private Decision decide(InboundEvent... events) {
    Stream<Inspected> batch = Arrays.stream(events).map(Inspected.Sound::new);
    return Numbering.decide(batch.toList(), known());
  }

  private Known known() {
    return new Known(rooms, stored, reads);
  }

  private void room(Scene of, long head) {
    rooms.put(
        of.roomId(), new Room(of.roomId(), of.postId(), of.borrowerId(), of.lenderId(), head));
  }

  private Reader reader(UUID userId) {
    return new Reader(scene.roomId(), userId);
  }
}
