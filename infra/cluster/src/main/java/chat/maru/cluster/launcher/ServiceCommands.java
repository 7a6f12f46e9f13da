package chat.maru.cluster.launcher;

import static java.util.Objects.requireNonNull;

import chat.maru.testkit.process.ChildCommand;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// How the services of one cluster are started.
///
/// @param jars extracted, one for each kind
record ServiceCommands(
    Map<ServiceKind, Path> jars, ServiceSettings settings, DataFolder data, boolean quick) {

  private static final List<String> LAST = List.of("nice", "-n", "19");

  ServiceCommands {
    jars = Map.copyOf(jars);
  }

  Path jar(ServiceKind kind) {
    return requireNonNull(jars.get(kind));
  }

  ChildCommand node(ServiceKind kind, int index) {
    String name = kind.nameOf(index);
    return command(
        kind,
        name,
        List.of(),
        Java.commandLine(kind, name, jar(kind), options(AotCache.use(jar(kind)))),
        index);
  }

  /// Makes the kind's [AotCache] in that file, under a name that no node has.
  ///
  /// @param behind with the time that nobody else wants
  ChildCommand training(ServiceKind kind, Path fresh, boolean behind) {
    String name = kind.module() + "-training";
    var line =
        new ArrayList<>(Java.commandLine(kind, name, jar(kind), options(AotCache.make(fresh))));
    line.add("--maru.node=" + name);
    return command(kind, name, behind ? LAST : List.of(), line, 0);
  }

  private Java.Options options(List<String> cache) {
    return new Java.Options(data.temporary(), quick, cache);
  }

  private ChildCommand command(
      ServiceKind kind, String name, List<String> identity, List<String> line, int index) {
    return new ChildCommand(
        name,
        identity,
        line,
        settings.environment(kind, index),
        data.root(),
        data.log(name),
        "KILL");
  }
}
