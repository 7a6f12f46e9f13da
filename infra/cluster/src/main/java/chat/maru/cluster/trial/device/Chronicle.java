package chat.maru.cluster.trial.device;

import chat.maru.cluster.client.wire.ClientFrame;
import chat.maru.cluster.client.wire.ServerFrame;
import chat.maru.cluster.history.record.HistoryEvent;
import chat.maru.cluster.history.record.TextDigest;

/// What every device records and counts of its links, whatever it makes of it. One thread at a time
/// tells; any asks.
final class Chronicle {
  private final Recorder recorder;
  private final Ledger ledger;
  private volatile long connectedAt; // 0 = is not
  private int connections;

  Chronicle(Recorder recorder, Ledger ledger) {
    this.recorder = recorder;
    this.ledger = ledger;
  }

  boolean isConnected() {
    return connectedAt != 0;
  }

  /// @param attempt from 1
  void sent(ClientFrame.Send send, int attempt) {
    ledger.sent(attempt);
    recorder.tell(
        new HistoryEvent.Sent(
            send.id(),
            send.roomId(),
            send.postId(),
            TextDigest.of(send.text()),
            attempt,
            connections));
  }

  /// Messages and read positions are the device's own to tell.
  void heard(ServerFrame frame) {
    switch (frame) {
      case ServerFrame.Welcome welcome -> welcomed(welcome);
      case ServerFrame.Ack ack ->
          recorder.tell(new HistoryEvent.Acked(ack.id(), ack.roomId(), ack.messageId()));
      case ServerFrame.Failure failure -> {
        recorder.tell(new HistoryEvent.Refused(failure.id(), failure.code(), failure.retryable()));
        ledger.refused(failure.code());
      }
      case ServerFrame.Resync(var roomId) -> {
        recorder.tell(new HistoryEvent.Resync(roomId));
        ledger.resynced();
      }
      case ServerFrame.GoAway(long wait) -> recorder.tell(new HistoryEvent.GoAway(wait));
      case ServerFrame.Stored _,
          ServerFrame.Read _,
          ServerFrame.Typing _,
          ServerFrame.Presence _,
          ServerFrame.Pong _,
          ServerFrame.Unknown _ -> {}
    }
  }

  /// @param code of the close
  void lost(int code) {
    connectedAt = 0;
    recorder.tell(new HistoryEvent.Disconnected(code));
  }

  /// The device has this message for the first time. What a fetch brings after its link has gone
  /// says nothing of how soon a connected device has it.
  void reached(String messageId) {
    if (isConnected()) {
      ledger.reached(messageId, connectedAt);
    }
  }

  private void welcomed(ServerFrame.Welcome welcome) {
    recorder.tell(new HistoryEvent.Connected(welcome.node(), welcome.sessionId()));
    connectedAt = System.nanoTime();
    if (++connections > 1) {
      ledger.reconnected();
    }
  }
}
