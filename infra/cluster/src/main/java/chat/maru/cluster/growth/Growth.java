package chat.maru.cluster.growth;

import chat.maru.cluster.command.Measuring;
import chat.maru.cluster.command.Measuring.Found;
import chat.maru.cluster.state.ClusterState;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// The command that measures how reading grows with history: `java -cp
/// infra/cluster/target/cluster.jar chat.maru.cluster.growth.Growth --help`.
public final class Growth {

  private Growth() {}

  public static void main(String[] arguments) {
    System.exit(run(List.of(arguments)));
  }

  private static int run(List<String> arguments) {
    if (arguments.contains("--help")) {
      System.out.print(GrowthOptions.HELP);
      return 0;
    }
    return Measuring.exitCode(() -> {
      GrowthOptions options = GrowthOptions.parse(arguments);
      ClusterState state = ClusterState.parse(Files.readString(options.cluster()));
      return new Found(measure(options, state), options.json());
    });
  }

  private static GrowthFigures measure(GrowthOptions options, ClusterState state)
      throws SQLException, IOException {
    List<ReadFigures> steps = new ArrayList<>();
    try (Filler filler = Filler.of(state);
        HttpClient http = state.trust().http().version(HttpClient.Version.HTTP_1_1).build()) {
      for (int messages : options.messages()) {
        System.out.printf("Filling up to %,d messages …%n", messages);
        Extent extent = filler.fillTo(messages);
        System.out.printf(
            "Asking %d times a second for %d + %d s …%n",
            options.rate(), options.warmup(), options.seconds());
        steps.add(new Reading(state, http).measure(extent, options));
      }
    }
    return new GrowthFigures(options.rate(), steps);
  }
}
