package chat.maru.checks.containers;

import chat.maru.checks.containers.Dockerfile.Instruction;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/// What an image of ours must be, as far as its Dockerfile tells.
final class DockerfileRules {
  private static final Pattern STAGE = Pattern.compile("(\\S+)(?:\\s+AS\\s+(\\S+))?");
  private static final Pattern PINNED = Pattern.compile("[a-z0-9/_-]+:\\d[\\w.-]*");
  private static final Pattern NUMBER = Pattern.compile("[1-9]\\d*:[1-9]\\d*");

  private DockerfileRules() {}

  /// One sentence for each rule that is broken.
  static List<String> violations(Dockerfile file) {
    var found = new ArrayList<String>();
    stages(file, found);
    user(file, found);
    execForm(file, "HEALTHCHECK", found);
    execForm(file, "ENTRYPOINT", found);
    if (!file.all("ADD").isEmpty()) {
      found.add("ADD fetches and unpacks; COPY says what it does");
    }
    if (file.environment().keySet().stream()
        .anyMatch(name -> name.matches(".*(PASSWORD|SECRET|TOKEN|KEY).*"))) {
      found.add("ENV holds a secret");
    }
    return found;
  }

  private static void stages(Dockerfile file, List<String> found) {
    var stages = new HashSet<String>();
    for (Instruction from : file.all("FROM")) {
      var parts = STAGE.matcher(from.arguments());
      if (!parts.matches()) {
        found.add("FROM is not an image or a stage: " + from.arguments());
        continue;
      }
      String image = parts.group(1);
      if (!stages.contains(image) && !PINNED.matcher(image).matches()) {
        found.add("FROM is not pinned to a version, or names a registry: " + image);
      }
      stages.add(parts.group(2));
    }
  }

  private static void user(Dockerfile file, List<String> found) {
    if (file.all("USER").isEmpty() || !NUMBER.matcher(file.last("USER").arguments()).matches()) {
      found.add("USER is not a number that is not root's");
    }
  }

  private static void execForm(Dockerfile file, String name, List<String> found) {
    if (file.all(name).isEmpty() || !file.last(name).isExec()) {
      found.add(name + " is not there in exec form");
    }
  }
}
