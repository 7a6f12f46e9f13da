package chat.maru.consumerkit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import chat.maru.testkit.ArchitectureRules;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Think hard about the layering before you change this.
class ArchitectureTest {
  private static final String ROOT = "chat.maru.consumerkit";
  private static final JavaClasses CLASSES = ArchitectureRules.mainClassesOf(ROOT);

  static List<ArchRule> rules() {
    return Stream.concat(
            ArchitectureRules.ofLibrary().stream(),
            Stream.of(
                ArchitectureRules.featuresAreFreeOfCycles(ROOT),
                ArchitectureRules.TIME_COMES_FROM_A_CLOCK))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void holds(ArchRule rule) {
    rule.check(CLASSES);
  }

  @Test
  void theExampleCanBeCopiedAlone() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".example..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "chat.maru.contract..", ROOT + ".check..", ROOT + ".stage..", ROOT + ".verdict..")
        .because("another team has the published schemas, and none of our classes")
        .check(CLASSES);
  }

  @Test
  void theJudgeTouchesNoBroker() {
    noClasses()
        .that()
        .haveSimpleName("Judge")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.kafka.clients..", "java.io..", "java.nio..")
        .because("it is tested as a table")
        .check(CLASSES);
  }
}
