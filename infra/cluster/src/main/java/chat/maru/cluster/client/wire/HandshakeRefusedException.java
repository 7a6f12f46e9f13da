package chat.maru.cluster.client.wire;

import java.net.URI;

/// The server answered the upgrade with an HTTP status instead.
public final class HandshakeRefusedException extends RuntimeException {
  private final int status;

  HandshakeRefusedException(URI url, int status) {
    super(url.getPath() + " answered the WebSocket handshake with HTTP " + status);
    this.status = status;
  }

  public int status() {
    return status;
  }
}
