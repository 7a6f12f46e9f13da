package chat.maru.testkit.server;

import chat.maru.testkit.process.Trial;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/// PostgreSQL refuses to run as root; this is who runs it then. Decided once for each JVM.
///
/// In order of preference: this user when it is not root; root seen from inside a user namespace as
/// nobody (files stay root's, so a data folder below root's home works); the user nobody with the
/// one capability that lets it pass folders that are closed to it; the user nobody.
enum PostgresUser {
  SELF(List.of(), -1),
  NAMESPACE(List.of("unshare", "-U", "--"), 0),
  NOBODY_WITH_PASSAGE(
      List.of(
          "setpriv",
          "--reuid=65534",
          "--regid=65534",
          "--clear-groups",
          "--inh-caps=+dac_override",
          "--ambient-caps=+dac_override",
          "--"),
      65_534),
  NOBODY(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--"), 65_534);

  private final List<String> prefix;
  private final int owner;

  PostgresUser(List<String> prefix, int owner) {
    this.prefix = prefix;
    this.owner = owner;
  }

  /// `$MARU_POSTGRES_USER` (a name of this enum, lower case) overrules the choice.
  static PostgresUser choose() {
    String wish = System.getenv("MARU_POSTGRES_USER");
    if (wish != null && !wish.isBlank()) {
      return valueOf(wish.toUpperCase(java.util.Locale.ROOT));
    }
    if (!"root".equals(System.getProperty("user.name"))) {
      return SELF;
    }
    for (PostgresUser user : List.of(NAMESPACE, NOBODY_WITH_PASSAGE)) {
      if (user.works()) {
        return user;
      }
    }
    return NOBODY;
  }

  /// Goes in front of a command line and becomes what follows.
  List<String> prefix() {
    return prefix;
  }

  /// The folder with PostgreSQL's programs, at a place where this user may run them.
  Path programs() {
    return Binaries.postgres(owner > 0);
  }

  /// Makes `folder` and all in it this user's: another run may have had to choose another way.
  void own(Path folder) {
    if (owner < 0) {
      return;
    }
    try (var walk = Files.walk(folder)) {
      for (Path path : walk.toList()) {
        if (!Integer.valueOf(owner)
            .equals(Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS))) {
          Files.setAttribute(path, "unix:uid", owner, LinkOption.NOFOLLOW_LINKS);
          Files.setAttribute(path, "unix:gid", owner, LinkOption.NOFOLLOW_LINKS);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("could not change the owner of " + folder, e);
    }
  }

  private boolean works() {
    var line = new java.util.ArrayList<>(prefix);
    line.add("true");
    return Trial.works(line.toArray(String[]::new));
  }
}
