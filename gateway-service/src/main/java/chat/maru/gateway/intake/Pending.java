package chat.maru.gateway.intake;

import chat.maru.gateway.frame.ClientFrame.Send;
import chat.maru.gateway.session.Session;
import chat.maru.gateway.trace.SendTrace;
import java.util.UUID;

/// A send that is not answered yet.
///
/// @param roomId computed for a send on a post, so that both forms share a lane
/// @param arrivedAt nanoTime
record Pending(
    Session session, SendLanes lanes, Send send, UUID roomId, long arrivedAt, SendTrace trace) {

  UUID id() {
    return send.clientMessageId();
  }

  int size() {
    return send.text().length();
  }
}
