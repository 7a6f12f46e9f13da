package chat.maru.tls.listener;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/// One connection to a server on loopback, shaken hands.
record TlsSocket(SSLSocket socket, BufferedReader in) implements AutoCloseable {

  static TlsSocket open(SSLContext context, int port, String protocol, String... suites)
      throws IOException {
    var socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port);
    try {
      socket.setEnabledProtocols(new String[] {protocol});
      if (suites.length > 0) {
        socket.setEnabledCipherSuites(suites);
      }
      var parameters = socket.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      socket.setSSLParameters(parameters);
      socket.setSoTimeout(10_000);
      socket.startHandshake();
      return new TlsSocket(
          socket,
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII)));
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  X509Certificate certificate() throws IOException {
    return (X509Certificate) socket.getSession().getPeerCertificates()[0];
  }

  /// When the session's full handshake was, in milliseconds; a resumed session keeps it.
  long begun() {
    return socket.getSession().getCreationTime();
  }

  int status() throws IOException {
    return status("127.0.0.1");
  }

  /// Of one more request on this connection.
  int status(String host) throws IOException {
    socket
        .getOutputStream()
        .write(
            "GET /nothing HTTP/1.1\r\nHost: %s\r\nAccept: application/json\r\n\r\n"
                .formatted(host)
                .getBytes(StandardCharsets.US_ASCII));
    String first = in.readLine();
    int length = 0;
    boolean chunked = false;
    for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
      if (line.regionMatches(true, 0, "Content-Length:", 0, 15)) {
        length = Integer.parseInt(line.substring(15).strip());
      }
      chunked |= line.equalsIgnoreCase("Transfer-Encoding: chunked");
    }
    if (chunked) {
      while (!in.readLine().equals("0")) {}
      in.readLine();
    }
    in.skip(length);
    return Integer.parseInt(first.split(" ")[1]);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
