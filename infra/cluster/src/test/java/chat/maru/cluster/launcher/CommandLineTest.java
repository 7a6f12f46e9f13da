package chat.maru.cluster.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.cluster.launcher.ClusterOptions.Trait;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest {

  private static final Path DATA = Path.of("/repository/data");

  @Test
  void nothingTypedMeansTheUsualCluster() {
    assertThat(parse()).isEqualTo(new CommandLine.Start(ClusterOptions.defaults(DATA), false));
  }

  @Test
  void everyOptionIsTaken() {
    var start =
        (CommandLine.Start)
            parse(
                "--gateways",
                "3",
                "--chat-services=2",
                "--persistence-services",
                "4",
                "--port-base=9000",
                "--data",
                "/with space",
                "--fresh",
                "--tls",
                "--no-demo",
                "--quick",
                "--keep-going",
                "--set",
                "a.b=c=d",
                "--set=e=f");
    var options = start.options();
    assertThat(options.number(ServiceKind.GATEWAY)).isEqualTo(3);
    assertThat(options.number(ServiceKind.CHAT)).isEqualTo(2);
    assertThat(options.number(ServiceKind.PERSISTENCE)).isEqualTo(4);
    assertThat(options.portBase()).isEqualTo(9000);
    assertThat(options.data()).isEqualTo(Path.of("/with space"));
    assertThat(options.has(Trait.FRESH)).isTrue();
    assertThat(options.has(Trait.TLS)).isTrue();
    assertThat(options.has(Trait.DEMO)).isFalse();
    assertThat(options.has(Trait.QUICK)).isTrue();
    assertThat(start.keepGoing()).isTrue();
    assertThat(options.properties()).isEqualTo(Map.of("a.b", "c=d", "e", "f"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --gateways 0        | gateways: 0 (expected: 1 to 40)
          --gateways 41       | gateways: 41 (expected: 1 to 40)
          --chat-services 11  | chat-services: 11 (expected: 1 to 10)
          --port-base 80      | port-base: 80 (expected: 1024 to 65332)
          --port-base 65333   | port-base: 65333 (expected: 1024 to 65332)
          --gateways two      | --gateways: two (expected: a number)
          --data              | --data: nothing (expected: a value)
          --set name          | --set: name (expected: name=value)
          --verbose           | unknown option: --verbose
          """)
  void whatIsWrongIsSaidInOneLine(String typed, String why) {
    assertThat(parse(typed.split(" "))).isEqualTo(new CommandLine.Wrong(why));
  }

  @Test
  void helpNamesEveryOption() {
    assertThat(parse("--gateways", "9", "--help")).isEqualTo(new CommandLine.Help());
    assertThat(CommandLine.HELP)
        .contains(
            "--gateways",
            "--chat-services",
            "--persistence-services",
            "--port-base",
            "--data",
            "--fresh",
            "--no-demo",
            "--quick",
            "--keep-going",
            "--help",
            "MARU_JAVA_OPTS");
  }

  private static CommandLine parse(String... arguments) {
    return CommandLine.parse(List.of(arguments), DATA);
  }
}
