package chat.maru.persistence.message;

import chat.maru.contract.event.MessageStored;
import chat.maru.persistence.read.Reader;
import chat.maru.persistence.room.Room;
import java.util.Map;
import java.util.UUID;

/// What the database says about a batch, read while its rooms are locked.
///
/// @param rooms by id; all rooms of the batch that exist
/// @param stored by message id; those of the batch's messages that have their number already; none
///   when that was not asked
/// @param reads positions of the members whose reads are in the batch
public record Known(
    Map<UUID, Room> rooms, Map<UUID, MessageStored> stored, Map<Reader, Long> reads) {}
