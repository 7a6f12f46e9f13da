package chat.maru.cluster.secrets;

import chat.maru.contract.cipher.KeyEncryptionKey;
import chat.maru.contract.cipher.Keyring;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// `java -cp cluster.jar chat.maru.cluster.secrets.NewSecrets FOLDER`: random secrets, one file
/// each.
///
/// What is there already stays as it is: a keyring that is replaced loses every message. The folder
/// is its owner's alone (0700), the files in it can be read by all (0444), because compose mounts
/// each file as it is and the services run as another user.
final class NewSecrets {
  static final String KEK = "kek.json";
  static final String KEYRING = "keyring.json";
  static final List<String> WORDS =
      List.of("service-token", "database-password", "redis-password", "grafana-password");

  private static final int BYTES = 32;

  private NewSecrets() {}

  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 1) {
      System.err.println("error: expected one argument, the folder for the secrets");
      System.exit(2);
    }
    Path folder = Path.of(arguments[0]);
    List<String> made = in(folder);
    System.out.printf("%s: made %s%n", folder, made.isEmpty() ? "nothing, all is there" : made);
  }

  /// Makes what is missing and says what that was.
  static List<String> in(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    var made = new ArrayList<String>();
    Path kek = folder.resolve(KEK);
    if (!Files.exists(kek)) {
      KeyEncryptionKey.make(kek);
      letAllRead(kek);
      made.add(KEK);
    }
    Path keyring = folder.resolve(KEYRING);
    if (!Files.exists(keyring)) {
      Keyring.generate().save(keyring, KeyEncryptionKey.of("file:" + kek));
      letAllRead(keyring);
      made.add(KEYRING);
    }
    for (String word : WORDS) {
      Path file = folder.resolve(word);
      if (!Files.exists(file)) {
        Files.writeString(file, random(), StandardCharsets.US_ASCII);
        letAllRead(file);
        made.add(word);
      }
    }
    return made;
  }

  /// Without a line end: some readers of such files keep it.
  private static String random() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static void letAllRead(Path file) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
  }
}
