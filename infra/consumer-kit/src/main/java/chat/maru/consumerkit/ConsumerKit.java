package chat.maru.consumerkit;

import chat.maru.consumerkit.check.ConsumerCheck;
import chat.maru.consumerkit.example.ExampleConsumer;
import chat.maru.consumerkit.stage.UnavailableException;
import chat.maru.consumerkit.verdict.CheckReport;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/// `java -jar consumer-kit.jar check|example`.
public final class ConsumerKit {
  private static final int PASSED = 0;
  private static final int FAILED = 1;
  private static final int NOT_JUDGED = 2;

  private ConsumerKit() {}

  public static void main(String... arguments) throws IOException {
    switch (CommandLine.parse(List.of(arguments))) {
      case CommandLine.Check check -> System.exit(run(check));
      case CommandLine.Example() -> ExampleConsumer.main();
      case CommandLine.Help() -> System.out.print(CommandLine.HELP);
      case CommandLine.Wrong(String why) -> {
        System.err.println("error: " + why);
        System.exit(NOT_JUDGED);
      }
    }
  }

  private static int run(CommandLine.Check check) throws IOException {
    try {
      CheckReport report = new ConsumerCheck(check.settings()).run();
      System.out.print(report.text());
      if (check.json().isPresent()) {
        Files.writeString(check.json().get(), report.json());
      }
      return report.passed() ? PASSED : FAILED;
    } catch (UnavailableException e) {
      System.err.println("error: " + e.getMessage());
      return NOT_JUDGED;
    }
  }
}
