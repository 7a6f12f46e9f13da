package chat.maru.cluster.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.maru.cluster.trial.FaultRunOptions.Faults;
import chat.maru.cluster.trial.FaultRunOptions.Nodes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultRunOptionsTest {

  @Test
  void readsAll() {
    FaultRunOptions options =
        parse(
            "--minutes 1.5 --rate 100 --pairs 9 --seed 42 --rounds 3 --gateways 2"
                + " --chat-services 1 --persistence-services 4 --faults none --folder x");
    assertThat(options)
        .isEqualTo(
            new FaultRunOptions(
                3,
                42,
                Duration.ofSeconds(90),
                100,
                9,
                new Nodes(2, 1, 4),
                Faults.NONE,
                Path.of("x")));
  }

  @Test
  void withoutOptionsItTakesTheSeedThatItIsGiven() {
    FaultRunOptions options = FaultRunOptions.parse(List.of(), 7);
    assertThat(options.seed()).isEqualTo(7);
    assertThat(options.faults()).isEqualTo(Faults.ALL);
    assertThat(options.nodes()).isEqualTo(new Nodes(3, 2, 2));
  }

  @Test
  void everyRoundHasTheNextSeedAndAFolderOfThatName() {
    FaultRunOptions third = parse("--rounds 3 --seed 42 --folder x").round(3);
    assertThat(third.seed()).isEqualTo(44);
    assertThat(third.folder()).isEqualTo(Path.of("x", "44"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--rate   | --rate: nothing (expected: a value)",
        "--rate x | --rate: x (expected: a number)",
        "--rate 0 | --rate: 0 (expected: 1 to 10000)",
        "--minutes x | --minutes: x (expected: a number)",
        "--minutes 0.01 | --minutes: 0 s (expected: 10 s to 10 h)",
        "--faults perhaps | --faults: perhaps (expected: none, processes or all)",
        "--rats 3 | unknown option: --rats",
      })
  void saysWhatIsWrong(String arguments, String why) {
    assertThatThrownBy(() -> parse(arguments))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(why);
  }

  private static FaultRunOptions parse(String arguments) {
    return FaultRunOptions.parse(List.of(arguments.split(" ")), 1);
  }
}
