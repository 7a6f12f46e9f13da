package chat.maru.checks.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.checks.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class RulesTest {
  private static final Pattern HEADING = Pattern.compile("(?m)^### (\\w+)$");

  @TempDir Path temporary;

  @Test
  void theConfigurationAndItsRulesAreValid() throws IOException {
    Tools.Result result = Promtool.run("check config", Rules.FOLDER.resolve("prometheus.yml"));
    assertThat(result.status()).as(result.output()).isZero();
    assertThat(result.output()).contains("3 rule files found");
  }

  @Test
  void everyTestOfARulePasses() throws IOException {
    Tools.Result result = Promtool.run("test rules", Rules.files("tests").toArray(Path[]::new));
    assertThat(result.status()).as(result.output()).isZero();
  }

  @Test
  void aBrokenRuleIsRefused() throws IOException {
    Path broken = changed("max(maru_parked_records) > 0", "max(maru_parked_records > 0");
    assertThat(Promtool.run("check rules", broken).status()).isNotZero();
  }

  @Test
  void aRuleThatIsDeafFailsItsTest() throws IOException {
    changed("max(maru_parked_records) > 0", "max(maru_parked_records) > 100");
    Path test = Files.createDirectories(temporary.resolve("tests")).resolve("messages_test.yml");
    Files.copy(Rules.FOLDER.resolve("tests/messages_test.yml"), test);
    Tools.Result result = Promtool.run("test rules", test);
    assertThat(result.status()).isNotZero();
    assertThat(result.output()).contains("RecordParked");
  }

  @Test
  void everyAlertFiresInATestAndStaysQuietInAnother() throws IOException {
    Set<String> firing = new HashSet<>();
    Set<String> quiet = new HashSet<>();
    for (JsonNode look : Rules.looks()) {
      (look.path("exp_alerts").isEmpty() ? quiet : firing).add(look.path("alertname").asString());
    }
    assertThat(alertNames()).isNotEmpty().doesNotHaveDuplicates();
    assertThat(firing).containsExactlyInAnyOrderElementsOf(alertNames());
    assertThat(quiet).containsExactlyInAnyOrderElementsOf(alertNames());
  }

  @Test
  void everyAlertSaysHowBadItIsWhatItMeansAndWhereToRead() throws IOException {
    for (JsonNode alert : Rules.alerts()) {
      String name = alert.path("alert").asString();
      JsonNode annotations = alert.path("annotations");
      assertThat(alert.path("labels").path("severity").asString()).as(name).isIn("page", "ticket");
      assertThat(annotations.path("summary").asString()).as(name).isNotBlank();
      assertThat(annotations.path("description").asString()).as(name).endsWith(".");
      assertThat(annotations.path("runbook_url").asString())
          .isEqualTo("docs/operations.md#" + name.toLowerCase(Locale.ROOT));
    }
  }

  @Test
  void theRunbookHasAnEntryForEveryAlertAndNoOther() throws IOException {
    String alerts =
        Files.readString(Tools.root().resolve("docs/operations.md")).split("(?m)^## Alerts$")[1];
    List<String> entries =
        HEADING
            .matcher(alerts.split("(?m)^## ")[0])
            .results()
            .map(heading -> heading.group(1))
            .toList();
    assertThat(entries).containsExactlyInAnyOrderElementsOf(alertNames());
  }

  @Test
  void everyMetricOfARuleIsInTheCatalogueOrRecordedByARule() throws IOException {
    Set<String> known = new HashSet<>(Catalogue.read().series());
    known.addAll(Rules.recorded());
    for (String query : Rules.queries()) {
      assertThat(known).as(query).containsAll(PromQl.metrics(query));
      assertThat(PromQl.metrics(query)).as(query).isNotEmpty();
    }
  }

  private static List<String> alertNames() throws IOException {
    return Rules.alerts().stream()
        .map(alert -> alert.path("alert").asString())
        .collect(Collectors.toList());
  }

  private Path changed(String from, String to) throws IOException {
    String rules = Files.readString(Rules.FOLDER.resolve("rules/messages.yml"));
    assertThat(rules).containsOnlyOnce(from);
    Path folder = Files.createDirectories(temporary.resolve("rules"));
    return Files.writeString(folder.resolve("messages.yml"), rules.replace(from, to));
  }
}
