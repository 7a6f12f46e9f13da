package chat.maru.persistence.message;

import chat.maru.contract.event.InboundEvent;
import chat.maru.contract.event.MessageAccepted;
import chat.maru.contract.event.MessageStored;
import chat.maru.contract.event.ReadAccepted;
import chat.maru.persistence.inbound.Inspected;
import chat.maru.persistence.read.ReadTable;
import chat.maru.persistence.read.Reader;
import chat.maru.persistence.room.Room;
import chat.maru.persistence.room.RoomTable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Locks, looks, decides, writes: the steps of one batch in the caller's transaction.
public class BatchStore {
  private final RoomTable rooms;
  private final ReadTable reads;
  private final MessageTable messages;

  BatchStore(RoomTable rooms, ReadTable reads, MessageTable messages) {
    this.rooms = rooms;
    this.reads = reads;
    this.messages = messages;
  }

  /// Stores a batch as if none of its messages were stored, which spares the look-up.
  ///
  /// @throws StoredAlreadyException when one is; the transaction must be rolled back, and the batch
  ///   stored with [#storeWithRepeats]
  public Decision store(List<Inspected> batch) {
    return store(batch, false);
  }

  /// Nothing is true before the caller's commit; two of these on one room wait for each other.
  public Decision storeWithRepeats(List<Inspected> batch) {
    return store(batch, true);
  }

  private Decision store(List<Inspected> batch, boolean withRepeats) {
    Decision decision = Numbering.decide(batch, look(batch, withRepeats));
    if (!decision.changesNothing()) {
      messages.write(decision);
    }
    return decision;
  }

  private Known look(List<Inspected> batch, boolean withRepeats) {
    List<MessageAccepted> accepted = sound(batch, MessageAccepted.class).toList();
    Set<Reader> readers =
        sound(batch, ReadAccepted.class)
            .map(read -> new Reader(read.roomId(), read.userId()))
            .collect(Collectors.toSet());
    Map<UUID, Room> locked =
        rooms.lock(accepted, readers.stream().map(Reader::roomId).collect(Collectors.toSet()));
    Map<UUID, MessageStored> stored = withRepeats ? messages.stored(accepted, locked) : Map.of();
    return new Known(locked, stored, reads.positions(readers));
  }

  private static <E extends InboundEvent> Stream<E> sound(List<Inspected> batch, Class<E> type) {
    return batch.stream()
        .filter(Inspected.Sound.class::isInstance)
        .map(record -> ((Inspected.Sound) record).event())
        .filter(type::isInstance)
        .map(type::cast);
  }
}
