package chat.maru.checks.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.checks.Tools;
import chat.maru.checks.prometheus.Catalogue;
import chat.maru.checks.prometheus.PromQl;
import chat.maru.checks.prometheus.Promtool;
import chat.maru.checks.prometheus.Rules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

class DashboardsTest {
  private static final YAMLMapper YAML = YAMLMapper.builder().build();

  @TempDir Path temporary;

  static List<Dashboard> dashboards() throws IOException {
    return Dashboard.all();
  }

  @Test
  void theDashboardsAreThePromisesTheWayAndOneForEachService() throws IOException {
    assertThat(dashboards())
        .extracting(Dashboard::uid)
        .containsExactlyInAnyOrder(
            "maru-promises", "maru-way", "maru-gateway", "maru-persistence", "maru-chat");
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void idsAreUniqueAndPanelsLieBesideEachOther(Dashboard dashboard) {
    assertThat(dashboard.everything())
        .extracting(panel -> panel.path("id").asInt())
        .doesNotHaveDuplicates()
        .doesNotContain(0);
    List<List<Integer>> cells =
        dashboard.everything().stream().flatMap(panel -> cells(panel).stream()).toList();
    assertThat(cells).doesNotHaveDuplicates().allMatch(cell -> cell.getFirst() < 24);
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void everyPanelSaysInASentenceWhatItShowsAndInWhatUnit(Dashboard dashboard) {
    for (JsonNode panel : dashboard.panels()) {
      String title = panel.path("title").asString();
      assertThat(title).isNotBlank();
      assertThat(panel.path("description").asString()).as(title).matches("[A-Z].{20,}\\.");
      assertThat(panel.findValuesAsString("unit")).as(title).isNotEmpty();
      assertThat(panel.path("targets").size()).as(title).isPositive();
    }
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void everyQueryGoesToTheChosenDataSource(Dashboard dashboard) {
    List<JsonNode> sources =
        dashboard.panels().stream()
            .flatMap(panel -> panel.findValues("datasource").stream())
            .toList();
    assertThat(sources)
        .isNotEmpty()
        .allMatch(source -> source.path("uid").asString().equals("${datasource}"))
        .allMatch(source -> source.path("type").asString().equals("prometheus"));
    assertThat(dashboard.json().path("templating").path("list").path(0).path("name").asString())
        .isEqualTo("datasource");
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void promtoolTakesEveryQueryWithItsVariablesFilledIn(Dashboard dashboard) throws IOException {
    assertThat(dashboard.queries()).noneMatch(query -> query.contains("$"));
    Tools.Result result = Promtool.run("check rules", asRules(dashboard.queries()));
    assertThat(result.status()).as(result.output()).isZero();
  }

  @Test
  void aBrokenQueryIsRefused() throws IOException {
    Path rules = asRules(List.of("sum by (node) (rate(maru_gateway_ack_seconds_count[5m])"));
    assertThat(Promtool.run("check rules", rules).status()).isNotZero();
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void everyMetricIsInTheCatalogueOrRecordedByARule(Dashboard dashboard) throws IOException {
    Set<String> known = new HashSet<>(Catalogue.read().series());
    known.addAll(Rules.recorded());
    for (String query : dashboard.queries()) {
      assertThat(known).as(query).containsAll(PromQl.metrics(query));
    }
  }

  @Test
  void everyMetricOfTheCatalogueIsLookedAt() throws IOException {
    Set<String> looked = new HashSet<>();
    for (Dashboard dashboard : dashboards()) {
      dashboard.queries().forEach(query -> looked.addAll(PromQl.metrics(query)));
    }
    Rules.queries().forEach(query -> looked.addAll(PromQl.metrics(query)));
    Catalogue.read()
        .types()
        .forEach((metric, type) ->
            assertThat(looked).containsAnyElementsOf(Catalogue.seriesOf(metric, type)));
  }

  @Test
  void whatIsProvisionedIsADataSourceAndTheFolderOfTheDashboards() {
    Path provisioning = Tools.root().resolve("infra/grafana/provisioning");
    JsonNode source =
        YAML.readTree(provisioning.resolve("datasources/prometheus.yml").toFile())
            .path("datasources")
            .path(0);
    assertThat(source.path("type").asString()).isEqualTo("prometheus");
    JsonNode provider =
        YAML.readTree(provisioning.resolve("dashboards/maru.yml").toFile())
            .path("providers")
            .path(0);
    assertThat(provider.path("options").path("path").asString())
        .isEqualTo("/etc/grafana/dashboards");
  }

  private Path asRules(List<String> queries) throws IOException {
    List<Map<String, String>> rules =
        IntStream.range(0, queries.size())
            .mapToObj(i -> Map.of("record", "query:" + i, "expr", queries.get(i)))
            .collect(Collectors.toList());
    Map<String, Object> file = Map.of("groups", List.of(Map.of("name", "queries", "rules", rules)));
    return Files.writeString(temporary.resolve("queries.yml"), YAML.writeValueAsString(file));
  }

  private static List<List<Integer>> cells(JsonNode panel) {
    JsonNode place = panel.path("gridPos");
    int x = place.path("x").asInt();
    int y = place.path("y").asInt();
    return IntStream.range(x, x + place.path("w").asInt())
        .boxed()
        .flatMap(column ->
            IntStream.range(y, y + place.path("h").asInt()).mapToObj(row -> List.of(column, row)))
        .toList();
  }
}
