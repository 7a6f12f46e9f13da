package chat.maru.contract.cipher;

import chat.maru.contract.json.ContractJson;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeyTemplates;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.prf.PrfConfig;
import com.google.crypto.tink.prf.PrfSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// The cluster's secret keys: one keyset for message content, one for digests, one for secrets that
/// services keep in the database (the issuer's signing keys). All services share it.
///
/// The digest keyset is apart because its key must outlive every rotation of the content keys: a
/// retry years later is recognised by its digest (D2).
public final class Keyring {
  static {
    try {
      AeadConfig.register();
      PrfConfig.register();
    } catch (GeneralSecurityException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final KeysetHandle content;
  private final KeysetHandle digest;
  private final KeysetHandle secrets;

  private Keyring(KeysetHandle content, KeysetHandle digest, KeysetHandle secrets) {
    this.content = content;
    this.digest = digest;
    this.secrets = secrets;
  }

  /// A new keyring with fresh random keys.
  public static Keyring generate() {
    try {
      return new Keyring(
          KeysetHandle.generateNew(KeyTemplates.get("AES256_GCM")),
          KeysetHandle.generateNew(KeyTemplates.get("HMAC_SHA256_PRF")),
          KeysetHandle.generateNew(KeyTemplates.get("AES256_GCM")));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("keys could not be generated", e);
    }
  }

  /// Reads what [#save] wrote.
  ///
  /// @throws IllegalArgumentException naming the file, when it is absent or holds no keyring
  public static Keyring load(Path file) {
    try {
      Stored read = ContractJson.mapper().readValue(Files.readString(file), Stored.class);
      Stored stored = Objects.requireNonNullElse(read, Stored.NOTHING);
      return new Keyring(parse(stored.content()), parse(stored.digest()), parse(stored.secrets()));
    } catch (IOException | JacksonException | GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "keyring file: " + file + " (expected: a Maru keyring)", e);
    }
  }

  /// Writes the keys, readable by the owner alone; never over an existing file.
  ///
  /// @throws FileAlreadyExistsException because losing a keyring loses every message
  public void save(Path file) throws IOException {
    Stored stored = new Stored(text(content), text(digest), text(secrets));
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.write(
        file,
        ContractJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(stored),
        StandardOpenOption.TRUNCATE_EXISTING);
  }

  public MessageCipher messageCipher() {
    try {
      return new MessageCipher(
          aead(content),
          digest.getPrimitive(RegistryConfiguration.get(), PrfSet.class),
          Integer.toUnsignedString(content.getPrimary().getId()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("keyring can't seal messages", e);
    }
  }

  /// Encrypts a secret for the database.
  ///
  /// @param purpose what it is, as `signing-key:<kid>`; needed again to unwrap
  public byte[] wrap(byte[] secret, String purpose) {
    try {
      return aead(secrets).encrypt(secret, purpose.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(purpose + " could not be wrapped", e);
    }
  }

  /// @throws IllegalArgumentException when it was wrapped with other keys or for another purpose
  public byte[] unwrap(byte[] wrapped, String purpose) {
    try {
      return aead(secrets).decrypt(wrapped, purpose.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(purpose + " does not open with this keyring", e);
    }
  }

  private static Aead aead(KeysetHandle keys) throws GeneralSecurityException {
    return keys.getPrimitive(RegistryConfiguration.get(), Aead.class);
  }

  private static String text(KeysetHandle keys) {
    try {
      return TinkJsonProtoKeysetFormat.serializeKeyset(keys, InsecureSecretKeyAccess.get());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("keyset could not be written", e);
    }
  }

  private static KeysetHandle parse(@Nullable String keyset) throws GeneralSecurityException {
    if (keyset == null) {
      throw new GeneralSecurityException("keyset: absent");
    }
    return TinkJsonProtoKeysetFormat.parseKeyset(keyset, InsecureSecretKeyAccess.get());
  }

  /// The three Tink keysets in Tink's own JSON form.
  private record Stored(
      @Nullable String content, @Nullable String digest, @Nullable String secrets) {
    static final Stored NOTHING = new Stored(null, null, null);
  }
}
