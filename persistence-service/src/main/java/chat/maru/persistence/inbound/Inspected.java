package chat.maru.persistence.inbound;

import chat.maru.contract.event.InboundEvent;

/// What a record turned out to be.
public sealed interface Inspected {

  /// Nothing in the record itself speaks against storing it.
  record Sound(InboundEvent event) implements Inspected {}

  /// It can never be stored as it is.
  record Unsound(ParkReason reason) implements Inspected {}
}
