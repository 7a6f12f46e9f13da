package chat.maru.cluster.launcher;

import static java.util.Objects.requireNonNull;

import chat.maru.cluster.launcher.ClusterOptions.Trait;
import chat.maru.testkit.process.ChildCommand;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// How the services of one cluster are started.
///
/// @param jars extracted, one for each kind
record ServiceCommands(
    Map<ServiceKind, Path> jars, ServiceSettings settings, DataFolder data, Set<Trait> traits) {

  ServiceCommands {
    jars = Map.copyOf(jars);
    traits = Set.copyOf(traits);
  }

  Path jar(ServiceKind kind) {
    return requireNonNull(jars.get(kind));
  }

  ChildCommand node(ServiceKind kind, int index) {
    String name = kind.nameOf(index);
    List<String> cache =
        traits.contains(Trait.REHEARSAL)
            ? AotCache.make(DataFolder.aotCache(data.root(), kind.module()))
            : AotCache.use(jar(kind));
    return command(kind, name, Java.commandLine(kind, name, jar(kind), options(cache)), index);
  }

  /// Goes as far as a complete context, under a name that no node has, listens to nothing, consumes
  /// nothing, leaves the kind's [AotCache] in that file and ends.
  ChildCommand training(ServiceKind kind, Path fresh) {
    String name = kind.module() + "-training";
    List<String> cache = new ArrayList<>(AotCache.make(fresh));
    cache.add("-Dspring.context.exit=onRefresh");
    List<String> line = new ArrayList<>(Java.commandLine(kind, name, jar(kind), options(cache)));
    line.add("--maru.node=" + name);
    return command(kind, name, line, 0);
  }

  private Java.Options options(List<String> cache) {
    return new Java.Options(data.temporary(), traits.contains(Trait.QUICK), cache);
  }

  private ChildCommand command(ServiceKind kind, String name, List<String> line, int index) {
    Map<String, String> environment = new HashMap<>(settings.environment(kind, index));
    environment.putAll(AotCache.ENVIRONMENT);
    return new ChildCommand(
        name, List.of(), line, environment, data.root(), data.log(name), "KILL");
  }
}
