package chat.maru.testkit.tls;

import java.nio.file.Path;

/// A server's certificate as PEM files, readable by their owner alone.
///
/// @param authority the certificate that clients must trust
/// @param certificate the server's
/// @param key the server's, PKCS#8
public record CertificateFiles(Path authority, Path certificate, Path key) {}
