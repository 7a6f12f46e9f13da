package chat.maru.cluster;

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
  private static final String ROOT = "chat.maru.cluster";
  private static final JavaClasses CLASSES = ArchitectureRules.mainClassesOf(ROOT);

  static List<ArchRule> rules() {
    return Stream.concat(
            ArchitectureRules.ofLibrary().stream(),
            Stream.of(
                ArchitectureRules.featuresAreFreeOfCycles(ROOT),
                ArchitectureRules.featuresAreFreeOfCycles(ROOT + ".client")))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void holds(ArchRule rule) {
    rule.check(CLASSES);
  }

  @Test
  void theReferenceClientKnowsTheWireAndNothingOfTheInside() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".client..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            ROOT + ".launcher..",
            ROOT + ".load..",
            "chat.maru.contract.event..",
            "chat.maru.contract.id..",
            "chat.maru.contract.node..",
            "chat.maru.contract.cipher..",
            "org.apache.kafka..",
            "org.springframework..")
        .because("it must do with what any client outside gets")
        .check(CLASSES);
  }

  @Test
  void rulesOfARoomTouchNeitherClockNorNetwork() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".client.room..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.netty..", "java.net..", "java.util.concurrent..")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .because("they are tested as tables")
        .check(CLASSES);
  }
}
