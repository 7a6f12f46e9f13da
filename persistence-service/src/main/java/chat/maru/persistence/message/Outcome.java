package chat.maru.persistence.message;

import chat.maru.contract.event.ChatEvent;
import chat.maru.contract.event.MessageRefused;
import chat.maru.contract.event.MessageStored;
import chat.maru.contract.event.ReadAdvanced;
import chat.maru.persistence.inbound.ParkReason;

/// What became of one record.
public sealed interface Outcome {

  /// Told on the public stream.
  sealed interface Told extends Outcome {
    ChatEvent event();
  }

  /// It got its number now.
  record Stored(MessageStored event) implements Told {}

  /// It has had its number for some time; told again, equal in every field (D2).
  record Repeated(MessageStored event) implements Told {}

  /// Its id was used with another text.
  record Refused(MessageRefused event) implements Told {}

  /// The reader's position after it, moved or not.
  record Read(ReadAdvanced event) implements Told {}

  /// A read that can move nothing: the room does not exist or the reader isn't in it.
  record Dropped() implements Outcome {}

  /// It can't be stored (D11); it has no number.
  record Parked(ParkReason reason) implements Outcome {}
}
