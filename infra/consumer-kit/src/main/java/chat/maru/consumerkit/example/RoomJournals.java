package chat.maru.consumerkit.example;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The store: a folder with one journal per partition, of which those are open whose partitions
/// this instance has.
final class RoomJournals {
  private static final String SUFFIX = ".jsonl";

  private final Path folder;
  private final Map<Integer, RoomJournal> open = new HashMap<>();

  RoomJournals(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
  }

  /// Everything that is in the store, whoever wrote it; in order per room.
  List<StoredMessage> history() throws IOException {
    List<StoredMessage> messages = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
      for (Path file : files) {
        messages.addAll(RoomJournal.messages(Files.readAllBytes(file)));
      }
    }
    return messages;
  }

  void open(Collection<Integer> partitions) {
    for (int partition : partitions) {
      try {
        open.put(partition, RoomJournal.open(folder.resolve("partition-" + partition + SUFFIX)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  void close(Collection<Integer> partitions) {
    for (int partition : partitions) {
      RoomJournal journal = open.remove(partition);
      if (journal != null) {
        close(journal);
      }
    }
  }

  void closeAll() {
    close(List.copyOf(open.keySet()));
  }

  RoomJournal of(int partition) {
    RoomJournal journal = open.get(partition);
    if (journal == null) {
      throw new IllegalStateException(
          "partition: %d (expected: one of %s)".formatted(partition, open.keySet()));
    }
    return journal;
  }

  private static void close(RoomJournal journal) {
    try {
      journal.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
