package chat.maru.consumerkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {

  @Test
  void allBehindTheTwoDashesIsTheConsumersOwn() {
    CommandLine line =
        parse("check --bootstrap-servers b:1 --patience 7 -- node consumer.js --help --patience 9");

    assertThat(line)
        .isInstanceOfSatisfying(
            CommandLine.Check.class,
            check -> {
              assertThat(check.settings().command())
                  .containsExactly("node", "consumer.js", "--help", "--patience", "9");
              assertThat(check.settings().patience()).isEqualTo(Duration.ofSeconds(7));
              assertThat(check.settings().hold()).isEqualTo(Duration.ofSeconds(6));
              assertThat(check.json()).isEmpty();
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"chat", "chat.messages.v1", "marketplace", "chat.inbound"})
  void d12_theClustersOwnTopicsAreRefused(String prefix) {
    assertThat(parse("check --bootstrap-servers b:1 --prefix " + prefix + " -- c"))
        .isEqualTo(
            new CommandLine.Wrong(
                "prefix: " + prefix + " (expected: none of the cluster's own topics begins so)"));
  }

  @ParameterizedTest
  @CsvSource({
    "check -- c, --bootstrap-servers: nothing (expected: HOST:PORT)",
    "check --bootstrap-servers b:1, command: none (expected: what starts the consumer)",
    "check --hold -1 --bootstrap-servers b:1 -- c, --hold: -1 (expected: a whole number from 1)",
    "check --loud yes -- c, --loud: unknown (--help shows what there is)",
    "check --json, --json: nothing (expected: a value)",
    "judge, judge: unknown (expected: check or example)"
  })
  void whatIsWrongIsSaidInOneLine(String arguments, String why) {
    assertThat(parse(arguments)).isEqualTo(new CommandLine.Wrong(why));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "check --help"})
  void helpIsThere(String arguments) {
    assertThat(parse(arguments)).isEqualTo(new CommandLine.Help());
  }

  private static CommandLine parse(String arguments) {
    return CommandLine.parse(List.of(arguments.split(" ")));
  }
}
