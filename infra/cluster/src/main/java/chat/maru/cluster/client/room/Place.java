package chat.maru.cluster.client.room;

import chat.maru.cluster.client.wire.ClientFrame.Send;

/// Where a message goes.
public sealed interface Place {

  Send send(Outgoing message);

  record InRoom(String roomId) implements Place {
    @Override
    public Send send(Outgoing message) {
      return new Send(message.id(), roomId, null, message.text());
    }
  }

  /// As borrower; the first message makes the room.
  record OnPost(String postId) implements Place {
    @Override
    public Send send(Outgoing message) {
      return new Send(message.id(), null, postId, message.text());
    }
  }
}
