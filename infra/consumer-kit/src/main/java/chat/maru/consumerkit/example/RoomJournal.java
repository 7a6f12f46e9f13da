package chat.maru.consumerkit.example;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The rooms of one partition: how many messages each has and the number of its last. The truth is
/// an append-only file with one line per message; the figures are read from it.
///
/// The line is effect and memory of the effect in one, so no crash comes between the two. In a
/// database that is one transaction: the change, and the row that says which event made it.
///
/// One instance at a time has the file, by its lock: an instance that lost the partition without
/// knowing finishes its batch first. The file only grows, and it belongs to a partition, so when
/// the topic gets more partitions the store is built anew from the stream; a table keyed by room
/// has neither limit.
final class RoomJournal implements AutoCloseable {

  /// @param messages how many this room has had
  /// @param lastSeq the number of the last one
  record Room(long messages, long lastSeq) {
    private static final Room EMPTY = new Room(0, 0);

    private Room with(StoredMessage message) {
      return new Room(messages + 1, message.seq());
    }
  }

  private final FileChannel file;
  private final Map<String, Room> rooms = new HashMap<>();

  private RoomJournal(FileChannel file) {
    this.file = file;
  }

  /// Waits for an earlier owner to let go.
  static RoomJournal open(Path path) throws IOException {
    RoomJournal journal = new RoomJournal(FileChannel.open(path, CREATE, READ, WRITE));
    journal.file.lock();
    byte[] bytes = Channels.newInputStream(journal.file).readAllBytes();
    journal.file.truncate(completeLength(bytes)).position(completeLength(bytes));
    messages(bytes).forEach(journal::count);
    return journal;
  }

  /// The messages of a journal's bytes; a last line that a crash cut short is not there.
  static List<StoredMessage> messages(byte[] bytes) {
    return new String(bytes, 0, completeLength(bytes), StandardCharsets.UTF_8)
        .lines()
        .map(StoredMessage::parse)
        .toList();
  }

  /// Takes those messages that are not in it yet, in their order, and returns them once they are
  /// durable.
  List<StoredMessage> append(List<StoredMessage> messages) throws IOException {
    List<StoredMessage> fresh = new ArrayList<>();
    StringBuilder lines = new StringBuilder();
    for (StoredMessage message : messages) {
      if (isNew(message)) {
        count(message);
        fresh.add(message);
        lines.append(message.line());
      }
    }
    if (!fresh.isEmpty()) {
      write(lines.toString());
    }
    return fresh;
  }

  Room room(String roomId) {
    return rooms.getOrDefault(roomId, Room.EMPTY);
  }

  /// Numbers only grow along a room (D3), so one that is not beyond the last is a repeat. This is
  /// all the memory of ids that is needed, for ever.
  private boolean isNew(StoredMessage message) {
    return message.seq() > room(message.roomId()).lastSeq();
  }

  private void count(StoredMessage message) {
    rooms.put(message.roomId(), room(message.roomId()).with(message));
  }

  private void write(String lines) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(lines.getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      file.write(bytes);
    }
    file.force(false);
  }

  private static int completeLength(byte[] bytes) {
    int length = bytes.length;
    while (length > 0 && bytes[length - 1] != '\n') {
      length--;
    }
    return length;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
