package chat.maru.testkit.server;

import chat.maru.testkit.tls.CertificateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A further port for clients that speak TLS and show a password, as production wants it: Kafka's
/// for SASL/SCRAM-SHA-512 (see [KafkaServer#admit]), Redis' for users of its ACL.
///
/// @param port of loopback
public record SecuredDoor(int port, CertificateFiles certificate) {
  private static final String KEY_STORE = "secured.pem";

  String listener() {
    return ",SECURED://127.0.0.1:" + port;
  }

  String protocol() {
    return ",SECURED:SASL_SSL";
  }

  /// Kafka reads key and certificate from one file, in the broker's folder.
  String settings(Path directory) {
    try {
      Folders.writeSecret(
          directory.resolve(KEY_STORE),
          Files.readString(certificate.key()) + Files.readString(certificate.certificate()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return """
    listener.name.secured.ssl.keystore.type=PEM
    listener.name.secured.ssl.keystore.location=%s
    listener.name.secured.sasl.enabled.mechanisms=SCRAM-SHA-512
    listener.name.secured.scram-sha-512.sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required;
    """
        .formatted(KEY_STORE);
  }
}
