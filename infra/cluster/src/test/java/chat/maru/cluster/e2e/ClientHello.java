package chat.maru.cluster.e2e;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Arrays;

/// The first words of a client of up to TLS 1.2 (RFC 5246, section 7.4.1.2), by hand: the JDK's own
/// client refuses to speak the older ones.
final class ClientHello {
  private static final byte[] RANDOM = new byte[32];
  private static final short[] SUITES = {
    (short) 0xc02b, // TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256
    (short) 0xc00a, // TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA
    (short) 0xc009, // TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA
    0x002f // TLS_RSA_WITH_AES_128_CBC_SHA
  };
  private static final byte[] EXTENSIONS = {
    0,
    10,
    0,
    4,
    0,
    2,
    0,
    23, // supported_groups: secp256r1
    0,
    11,
    0,
    2,
    1,
    0, // ec_point_formats: uncompressed
    0,
    13,
    0,
    4,
    0,
    2,
    4,
    3 // signature_algorithms: ecdsa_secp256r1_sha256
  };

  private ClientHello() {}

  /// The server's first seven bytes: a record's type, version and length, and what is in an alert.
  ///
  /// @param minor 0 is SSL 3.0, 1 to 3 are TLS 1.0 to 1.2
  static byte[] answer(int port, byte minor) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(record(minor, hello(minor)));
      return Arrays.copyOf(socket.getInputStream().readNBytes(7), 7);
    }
  }

  private static byte[] record(byte minor, byte[] hello) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.write(new byte[] {22, 3, minor});
      out.writeShort(hello.length + 4);
      out.writeInt(1 << 24 | hello.length); // client_hello, 24 bits of length
      out.write(hello);
    }
    return bytes.toByteArray();
  }

  private static byte[] hello(byte minor) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.write(new byte[] {3, minor});
      out.write(RANDOM);
      out.writeByte(0); // no session
      out.writeShort(2 * SUITES.length);
      for (short suite : SUITES) {
        out.writeShort(suite);
      }
      out.write(new byte[] {1, 0}); // no compression
      out.writeShort(EXTENSIONS.length);
      out.write(EXTENSIONS);
    }
    return bytes.toByteArray();
  }
}
