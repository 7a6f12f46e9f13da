package chat.maru.consumerkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import chat.maru.consumerkit.check.ConsumerCheck;
import chat.maru.consumerkit.stage.Settings;
import chat.maru.consumerkit.stage.UnavailableException;
import chat.maru.consumerkit.verdict.CheckReport;
import chat.maru.consumerkit.verdict.Finding;
import chat.maru.consumerkit.verdict.Rule;
import chat.maru.consumerkit.verdict.RuleVerdict;
import chat.maru.consumerkit.verdict.RuleVerdict.Outcome;
import chat.maru.consumerkit.wrong.Fault;
import chat.maru.consumerkit.wrong.WrongConsumer;
import chat.maru.testkit.Servers;
import chat.maru.testkit.WithServers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// D12, seen from the other side: the check finds each fault by its name, and nothing where there
/// is none.
@WithServers(WithServers.Kind.KAFKA)
@Timeout(value = 240, threadMode = SEPARATE_THREAD)
class ConsumerKitIT {
  private final String bootstrapServers;

  ConsumerKitIT(Servers servers) {
    bootstrapServers = servers.kafka().bootstrapServers();
  }

  @BeforeAll
  static void prepare() throws Exception {
    QuickJava.prepare();
  }

  @ParameterizedTest
  @CsvSource({
    "NO_DEDUPE, REPEATS",
    "FORGETFUL, REPEATS",
    "COMMITS_FIRST, COMMIT",
    "IGNORES_ROOM_ORDER, ORDER",
    "CRASHES_ON_UNKNOWN_TYPE, UNKNOWN_TYPES",
    "CRASHES_ON_UNKNOWN_FIELD, UNKNOWN_FIELDS"
  })
  void d12_aWrongConsumerFailsByTheNameOfItsFault(Fault fault, Rule rule) {
    CheckReport report = check(QuickJava.of(WrongConsumer.class, fault.name()), 90);

    assertThat(report.broken()).as(report.text()).isEqualTo(Set.of(rule));
    assertThat(report.rules())
        .filteredOn(verdict -> verdict.rule() == rule)
        .flatExtracting(RuleVerdict::findings)
        .flatExtracting(Finding::events)
        .isNotEmpty();
    assertThatThrownBy(report::assertPassed)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("FAIL        " + rule.id());
  }

  @Test
  void d12_theExamplePassesFromTheCommandLineAndLeavesNoTopicOfTheCheckBehind(@TempDir Path folder)
      throws Exception {
    Path json = folder.resolve("report.json");
    Path client = Files.writeString(folder.resolve("client"), "heartbeat.interval.ms=300");
    List<String> command =
        new ArrayList<>(
            QuickJava.ofKit("check", "--bootstrap-servers", bootstrapServers, "--hold", "1"));
    command.addAll(List.of("--patience", "90", "--json", json.toString()));
    command.addAll(List.of("--logs", QuickJava.TARGET.resolve("check-logs").toString(), "--"));
    command.addAll(QuickJava.ofKit("example"));
    Path out = folder.resolve("out");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile());
    builder.environment().put("MARU_CLIENT_CONFIG", client.toString());

    int exitCode = builder.start().waitFor();

    assertThat(exitCode).as(Files.readString(out)).isZero();
    assertThat(Files.readString(out)).contains("Passed").doesNotContain("FAIL");
    JsonNode report = JsonMapper.shared().readTree(json.toFile());
    assertThat(report.path("passed").asBoolean()).isTrue();
    assertThat(report.path("rules").findValuesAsString("outcome"))
        .hasSize(6)
        .containsOnly("passed");
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      assertThat(admin.listTopics().names().get())
          .noneMatch(name -> name.startsWith("consumer-kit"));
    }
  }

  @Test
  void aSilentConsumerIsToldWhatItWasSilentAboutAndIsJudgedInNothingElse() {
    CheckReport report = check(List.of("tail", "-f", "/dev/null"), 2);

    assertThat(report.broken()).containsExactly(Rule.EFFECTS);
    assertThat(report.rules()).extracting(RuleVerdict::outcome).contains(Outcome.NOT_JUDGED);
    assertThat(report.text())
        .contains("no effect for 2 s after 720 messages in 12 rooms")
        .contains("seq 1");
  }

  @Test
  void aConsumerThatEndsIsToldWithItsLastWords() {
    CheckReport report = check(List.of("sh", "-c", "echo Error: no such setting; exit 7"), 20);

    assertThat(report.text())
        .contains("consumer 1 ended by itself with exit code 7: Error: no such setting");
  }

  @Test
  void nothingIsJudgedWithoutAConsumerToStart() {
    assertThatThrownBy(() -> check(List.of("no-such-consumer"), 20))
        .isInstanceOf(UnavailableException.class)
        .hasMessageContaining("no-such-consumer");
  }

  private CheckReport check(List<String> command, int patienceSeconds) {
    return new ConsumerCheck(
            new Settings(
                bootstrapServers,
                command,
                Duration.ofSeconds(patienceSeconds),
                Duration.ofSeconds(1),
                2,
                "consumer-kit",
                Map.of(),
                QuickJava.TARGET.resolve("check-logs")))
        .run();
  }
}
