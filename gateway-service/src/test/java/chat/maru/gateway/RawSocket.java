package chat.maru.gateway;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/// A WebSocket client that may break the protocol (RFC 6455): short frames, a mask of zeros.
final class RawSocket implements AutoCloseable {
  private static final int CLOSE = 8;

  private final Socket socket;
  private final DataInputStream in;
  private final URI address;
  private final String token;

  RawSocket(String url, String token) throws IOException {
    address = URI.create(url);
    this.token = token;
    socket = new Socket(address.getHost(), address.getPort());
    socket.setSoTimeout(10_000);
    in = new DataInputStream(socket.getInputStream());
  }

  /// Offers compression as browsers do; returns the answer's head.
  String upgrade() throws IOException {
    write(
        """
        GET /ws HTTP/1.1\r
        Host: %s:%d\r
        Connection: Upgrade\r
        Upgrade: websocket\r
        Sec-WebSocket-Version: 13\r
        Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r
        Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r
        Authorization: Bearer %s\r
        \r
        """
            .formatted(address.getHost(), address.getPort(), token)
            .getBytes(StandardCharsets.US_ASCII));
    var head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) in.readUnsignedByte());
    }
    return head.toString();
  }

  void text(byte[] payload) throws IOException {
    var frame = new ByteArrayOutputStream();
    frame.write(0x81);
    frame.write(0x80 | payload.length);
    frame.write(new byte[4]);
    frame.write(payload);
    write(frame.toByteArray());
  }

  /// Many pings, one after the other.
  void pings(int count) throws IOException {
    var frames = new ByteArrayOutputStream();
    for (int i = 0; i < count; i++) {
      frames.write(new byte[] {(byte) 0x89, (byte) 0x80, 0, 0, 0, 0});
    }
    write(frames.toByteArray());
  }

  /// Reads on until the close frame.
  int closeCode() throws IOException {
    while (true) {
      int opcode = in.readUnsignedByte() & 0x0f;
      int length = in.readUnsignedByte() & 0x7f;
      byte[] payload = in.readNBytes(length == 126 ? in.readUnsignedShort() : length);
      if (opcode == CLOSE) {
        return (payload[0] & 0xff) << 8 | payload[1] & 0xff;
      }
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private void write(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
  }
}
