package chat.maru.contract.cipher;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeyTemplates;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.KmsClients;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;

/// What wraps the keyring, named by a URI: `file:/path` is a Tink keyset in a file that only its
/// owner reads; any other is a key management service for which a `KmsClient` of Tink is on the
/// class path (`aws-kms://…`, `gcp-kms://…`), and then the key never leaves that service.
///
/// It is asked when the keyring is loaded, never for a message.
public final class KeyEncryptionKey {
  private static final String FILE = "file:";

  private KeyEncryptionKey() {}

  /// @throws IllegalArgumentException naming the URI, when there is no such key
  public static Aead of(String uri) {
    try {
      AeadConfig.register();
      return uri.startsWith(FILE) ? read(path(uri)) : KmsClients.get(uri).getAead(uri);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "key-encryption key: " + uri + " (expected: a readable Tink keyset, or a known KMS)", e);
    }
  }

  /// Makes a key, readable by the owner alone.
  ///
  /// @return its URI
  /// @throws FileAlreadyExistsException because losing it loses every message
  public static String make(Path file) throws IOException {
    try {
      AeadConfig.register();
      KeysetHandle key = KeysetHandle.generateNew(KeyTemplates.get("AES256_GCM"));
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(
          file, TinkJsonProtoKeysetFormat.serializeKeyset(key, InsecureSecretKeyAccess.get()));
      return FILE + file;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a key could not be generated", e);
    }
  }

  private static Path path(String uri) {
    return Path.of(uri.substring(FILE.length()));
  }

  private static Aead read(Path file) throws IOException, GeneralSecurityException {
    return TinkJsonProtoKeysetFormat.parseKeyset(
            Files.readString(file), InsecureSecretKeyAccess.get())
        .getPrimitive(RegistryConfiguration.get(), Aead.class);
  }
}
