package chat.maru.cluster.history.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryFilesTest {
  private static final MessageCopy MESSAGE =
      new MessageCopy(
          "r", 7, "m", "ann", "c", TextDigest.of("마루"), Instant.parse("2026-01-02T03:04:05.678Z"));
  private static final List<HistoryEvent> ALL =
      List.of(
          new HistoryEvent.Began(true, false, Map.of("r", 3L)),
          new HistoryEvent.Connected("gateway-1", "s"),
          new HistoryEvent.Disconnected(1012),
          new HistoryEvent.Sent("c", null, "post", MESSAGE.digest(), 2, 3),
          new HistoryEvent.Acked("c", "r", "m"),
          new HistoryEvent.Refused(null, "rate_limited", true),
          new HistoryEvent.Received(MESSAGE),
          new HistoryEvent.Shown(MESSAGE),
          new HistoryEvent.Fetched("r", null, 6L, 7, false, List.of(MESSAGE)),
          new HistoryEvent.Synced(
              Map.of("r", 6L),
              List.of(new HistoryEvent.SyncedRoom("r", 7, 6, 5, List.of(MESSAGE))),
              true),
          new HistoryEvent.Listed(List.of(new HistoryEvent.ListedRoom("r", 7, 6, 1))),
          new HistoryEvent.Resync(null),
          new HistoryEvent.GoAway(500),
          new HistoryEvent.ReadSent("r", 7),
          new HistoryEvent.ReadTold("r", "ann", 7),
          new HistoryEvent.ReadShown("r", "ann", 7),
          new HistoryEvent.Ended(true, false),
          new HistoryEvent.Row(MESSAGE),
          new HistoryEvent.Head("r", 7, List.of("ann", "bob")),
          new HistoryEvent.ReadPosition("r", "ann", 7),
          new HistoryEvent.Announced("stored:m", MESSAGE),
          new HistoryEvent.ReadAnnounced("r", "ann", 7),
          new HistoryEvent.StreamEnd(3));

  @TempDir Path folder;

  @Test
  void everyEventComesBackAsItWas() throws IOException {
    List<Recorded> entries =
        ALL.stream()
            .map(event -> new Recorded("ann-1", "ann", 1_760_000_000_000_001L, event))
            .toList();
    try (HistoryWriter file = HistoryWriter.create(folder, "ann-1")) {
      entries.forEach(file::write);
    }
    assertThat(HistoryReader.read(folder)).isEqualTo(new Records(entries, List.of()));
    assertThat(ALL)
        .extracting(event -> (Object) event.getClass())
        .containsExactlyInAnyOrder((Object[]) HistoryEvent.class.getPermittedSubclasses());
  }

  @Test
  void aLineNamesItsTypeAndHoldsNoMoreOfATextThanItsDigest() throws IOException {
    try (HistoryWriter file = HistoryWriter.create(folder, "ann-1")) {
      file.write(new Recorded("ann-1", "ann", 1, new HistoryEvent.Ended(true, true)));
    }
    assertThat(folder.resolve("ann-1.jsonl"))
        .hasContent(
            """
            {"client":"ann-1","user":"ann","at":1,"event":{"type":"end","connected":true,"caughtUp":true}}
            """);
    assertThat(Arrays.stream(MessageCopy.class.getRecordComponents()).map(part -> part.getName()))
        .contains("digest")
        .doesNotContain("text");
    assertThat(TextDigest.of("마루")).matches("[0-9a-f]{64}").isNotEqualTo(TextDigest.of("마루 "));
  }

  @Test
  void whatWasFlushedIsThereBeforeTheEnd() throws IOException {
    try (HistoryWriter file = HistoryWriter.create(folder, "ann-1")) {
      file.write(new Recorded("ann-1", "ann", 1, new HistoryEvent.GoAway(1)));
      file.flush();
      assertThat(Files.readAllLines(folder.resolve("ann-1.jsonl"))).hasSize(1);
    }
  }

  @Test
  void aClientNameThatIsNoFileNameIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HistoryWriter.create(folder, "../ann"))
        .withMessageContaining("expected: letters");
  }
}
