package chat.maru.testkit.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// What to start.
///
/// @param name how people call it: `kafka`, `gateway-1`
/// @param identity program and arguments that change user or namespace and then become the rest of
///   the line; empty = as this JVM
/// @param arguments program and arguments, handed over as they are (no shell)
/// @param environment added to this JVM's environment
/// @param directory where it starts
/// @param log takes its output; appended to, so that a restart keeps what came before
/// @param whenParentDies signal the kernel sends it when this JVM is gone, however hard it was
///   killed; `KILL` also ends a frozen one
public record ChildCommand(
    String name,
    List<String> identity,
    List<String> arguments,
    Map<String, String> environment,
    Path directory,
    Path log,
    String whenParentDies) {

  public ChildCommand {
    identity = List.copyOf(identity);
    arguments = List.copyOf(arguments);
    environment = Map.copyOf(environment);
  }
}
