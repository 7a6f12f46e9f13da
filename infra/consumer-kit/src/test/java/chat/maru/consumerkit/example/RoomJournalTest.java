package chat.maru.consumerkit.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoomJournalTest {
  private static final StoredMessage ONE = new StoredMessage("stored:1", "a", 1);
  private static final StoredMessage TWO = new StoredMessage("stored:2", "a", 2);
  private static final StoredMessage OTHER = new StoredMessage("stored:3", "b", 1);

  @TempDir Path folder;

  @Test
  void aRepeatIsNotTakenWithinABatchNorLaterNorAfterAReopening() throws Exception {
    try (RoomJournal journal = RoomJournal.open(file())) {
      assertThat(journal.append(List.of(ONE, ONE, OTHER))).containsExactly(ONE, OTHER);
      assertThat(journal.append(List.of(ONE, TWO))).containsExactly(TWO);
    }
    try (RoomJournal journal = RoomJournal.open(file())) {
      assertThat(journal.append(List.of(OTHER, ONE, TWO))).isEmpty();
      assertThat(journal.room("a")).isEqualTo(new RoomJournal.Room(2, 2));
      assertThat(journal.room("b")).isEqualTo(new RoomJournal.Room(1, 1));
    }
  }

  @Test
  void aLineThatACrashCutShortIsWrittenAgain() throws Exception {
    try (RoomJournal journal = RoomJournal.open(file())) {
      assertThat(journal.append(List.of(ONE))).containsExactly(ONE);
    }
    Files.writeString(file(), "{\"eventId\":\"stored:2\",\"roo", StandardOpenOption.APPEND);

    try (RoomJournal journal = RoomJournal.open(file())) {
      assertThat(journal.append(List.of(ONE, TWO))).containsExactly(TWO);
    }
    assertThat(RoomJournal.messages(Files.readAllBytes(file()))).containsExactly(ONE, TWO);
  }

  private Path file() {
    return folder.resolve("partition-0.jsonl");
  }
}
