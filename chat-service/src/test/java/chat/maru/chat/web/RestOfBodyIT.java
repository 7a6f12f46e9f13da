package chat.maru.chat.web;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.chat.RunningNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

class RestOfBodyIT extends RunningNode {
  private static final int TWO_MIB = 2 * 1024 * 1024;

  @LocalServerPort private int port;

  /// A server that closes with bytes unread resets the connection, and the answer may be lost.
  @Test
  void aBodyThatIsTooLongIsAnsweredAndItsConnectionGoesOn() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      OutputStream out = socket.getOutputStream();
      out.write(head("POST /api/auth/login", TWO_MIB));
      out.write(" ".repeat(TWO_MIB).getBytes(US_ASCII));
      out.write(head("GET /.well-known/jwks.json", 0));
      out.flush();
      var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
      assertThat(in.lines().filter(line -> line.contains("HTTP/1.1 ")).limit(2))
          .satisfiesExactly(
              first -> assertThat(first).contains(" 413 "),
              second -> assertThat(second).contains(" 200 "));
    }
  }

  private static byte[] head(String request, int length) {
    return """
    %s HTTP/1.1
    Host: 127.0.0.1
    Content-Type: application/json
    Content-Length: %d

    """
        .formatted(request, length)
        .replace("\n", "\r\n")
        .getBytes(US_ASCII);
  }
}
