package chat.maru.checks.prometheus;

import chat.maru.checks.Tools;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Prometheus' own validator.
public final class Promtool {
  private Promtool() {}

  /// @param command for example `check rules`
  public static Tools.Result run(String command, Path... files) throws IOException {
    Path promtool = Tools.find("promtool", "apt-get install prometheus");
    List<String> line =
        Stream.of(
                Stream.of(promtool.toString()),
                Stream.of(command.split(" ")),
                Stream.of(files).map(Path::toString))
            .flatMap(words -> words)
            .toList();
    return Tools.run(Tools.root(), line);
  }
}
