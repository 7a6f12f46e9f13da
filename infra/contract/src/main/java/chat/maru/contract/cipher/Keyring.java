package chat.maru.contract.cipher;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeyTemplates;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.UUID;

/// The keys that wrap what services keep in databases: data keys and the issuer's signing keys. All
/// services share it. Immutable and thread-safe.
///
/// One key is primary and wraps; all unwrap. So a new one is rolled out in steps, each while
/// everything runs: [#withNewKey], then, when all nodes have read that, [#withNewestPrimary], then
/// everything wrapped is wrapped again, then [#withPrimaryAlone] destroys the old key and with it
/// every old copy of what it wrapped.
///
/// The file is a Tink keyset in Tink's own encrypted JSON form, so Tink's `tinkey` reads it, too.
public final class Keyring {
  private static final byte[] NO_ASSOCIATED_DATA = new byte[0];
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int PREFIX_BYTES = 5;

  static {
    try {
      AeadConfig.register();
    } catch (GeneralSecurityException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final KeysetHandle keys;
  private final Aead aead;

  private Keyring(KeysetHandle keys) {
    this.keys = keys;
    try {
      this.aead = keys.getPrimitive(RegistryConfiguration.get(), Aead.class);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("keyring (expected: AEAD keys)", e);
    }
  }

  /// A new keyring with a fresh random key.
  public static Keyring generate() {
    try {
      return new Keyring(KeysetHandle.generateNew(KeyTemplates.get("AES256_GCM")));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a key could not be generated", e);
    }
  }

  /// Reads what [#save] wrote.
  ///
  /// @param kek see [KeyEncryptionKey]
  /// @throws IllegalArgumentException naming the file, when it is absent, holds no keyring or does
  ///   not open with this key
  public static Keyring load(Path file, Aead kek) {
    try {
      return new Keyring(
          TinkJsonProtoKeysetFormat.parseEncryptedKeyset(
              Files.readString(file), kek, NO_ASSOCIATED_DATA));
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "keyring file: " + file + " (expected: a keyring wrapped by the key of maru.kek)", e);
    }
  }

  /// Writes a new file, readable by the owner alone.
  ///
  /// @throws FileAlreadyExistsException because losing a keyring loses every message
  public void save(Path file, Aead kek) throws IOException {
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, wrapped(kek), StandardOpenOption.TRUNCATE_EXISTING);
  }

  /// Puts this keyring, whole or not at all, in the place of the file's, with its permissions.
  public void replace(Path file, Aead kek) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    save(fresh, kek);
    Files.setPosixFilePermissions(fresh, Files.getPosixFilePermissions(file));
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /// A new data key.
  public WrappedKey newDataKey() {
    byte[] material = new byte[DataKey.BYTES];
    RANDOM.nextBytes(material);
    return wrap(UUID.randomUUID().toString(), material);
  }

  /// A new data key for the texts to come, with the old one's digests (D2).
  ///
  /// @throws IllegalArgumentException when the old one does not unwrap
  public WrappedKey renew(WrappedKey old) {
    byte[] material = material(old);
    byte[] fresh = new byte[DataKey.BYTES / 2];
    RANDOM.nextBytes(fresh);
    System.arraycopy(fresh, 0, material, 0, fresh.length);
    return wrap(UUID.randomUUID().toString(), material);
  }

  /// The same key wrapped by the primary.
  ///
  /// @throws IllegalArgumentException when it does not unwrap
  public WrappedKey rewrap(WrappedKey key) {
    return wrap(key.keyId(), material(key));
  }

  /// @throws IllegalArgumentException when it is destroyed, or wrapped by a key that is not here
  public DataKey open(WrappedKey key) {
    return new DataKey(key.keyId(), material(key));
  }

  /// Encrypts a secret for the database.
  ///
  /// @param purpose what it is, as `signing-key:<kid>`; needed again to unwrap
  public byte[] wrap(byte[] secret, String purpose) {
    try {
      return aead.encrypt(secret, purpose.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(purpose + " could not be wrapped", e);
    }
  }

  /// @throws IllegalArgumentException when it was wrapped with other keys or for another purpose
  public byte[] unwrap(byte[] wrapped, String purpose) {
    try {
      return aead.decrypt(wrapped, purpose.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(purpose + " does not open with this keyring", e);
    }
  }

  /// Whether the primary wrapped it; Tink puts the key's id in front.
  public boolean wrappedByPrimary(byte[] wrapped) {
    return Arrays.equals(wrapped, 0, PREFIX_BYTES, primaryPrefix(), 0, PREFIX_BYTES);
  }

  /// What [#wrappedByPrimary] looks for, for a query.
  public byte[] primaryPrefix() {
    return ByteBuffer.allocate(PREFIX_BYTES)
        .put((byte) 1)
        .putInt(keys.getPrimary().getId())
        .array();
  }

  /// With one more key, which unwraps only.
  public Keyring withNewKey() {
    try {
      return new Keyring(
          KeysetHandle.newBuilder(keys)
              .addEntry(KeysetHandle.generateEntryFromParametersName("AES256_GCM").withRandomId())
              .build());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a key could not be added", e);
    }
  }

  /// With the key added last as the one that wraps.
  public Keyring withNewestPrimary() {
    KeysetHandle.Builder builder = KeysetHandle.newBuilder(keys);
    builder.getAt(builder.size() - 1).makePrimary();
    return built(builder);
  }

  /// Without all others: what they wrapped is lost.
  public Keyring withPrimaryAlone() {
    KeysetHandle.Builder builder = KeysetHandle.newBuilder(keys);
    for (int i = builder.size() - 1; i >= 0; i--) {
      if (!builder.getAt(i).isPrimary()) {
        builder.deleteAt(i);
      }
    }
    return built(builder);
  }

  /// Tink's id of the key that wraps.
  public long primaryId() {
    return Integer.toUnsignedLong(keys.getPrimary().getId());
  }

  /// How many keys it has.
  public int size() {
    return keys.size();
  }

  /// Names the keys, never shows them.
  @Override
  public String toString() {
    return "Keyring[" + keys.size() + " keys]";
  }

  private String wrapped(Aead kek) {
    try {
      return TinkJsonProtoKeysetFormat.serializeEncryptedKeyset(keys, kek, NO_ASSOCIATED_DATA);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the keyring could not be wrapped", e);
    }
  }

  private WrappedKey wrap(String id, byte[] material) {
    return new WrappedKey(id, wrap(material, purpose(id)));
  }

  private byte[] material(WrappedKey key) {
    byte[] wrapped = key.wrapped();
    if (wrapped == null) {
      throw new IllegalArgumentException(purpose(key.keyId()) + " is destroyed");
    }
    return unwrap(wrapped, purpose(key.keyId()));
  }

  private static Keyring built(KeysetHandle.Builder builder) {
    try {
      return new Keyring(builder.build());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the keyring could not be changed", e);
    }
  }

  private static String purpose(String dataKeyId) {
    return "data-key:" + dataKeyId;
  }
}
