package chat.maru.limits;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import chat.maru.testkit.ArchitectureRules;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {
  private static final JavaClasses CLASSES = ArchitectureRules.mainClassesOf("chat.maru.limits");

  static List<ArchRule> rules() {
    return ArchitectureRules.ofLibrary();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void holds(ArchRule rule) {
    rule.check(CLASSES);
  }

  @Test
  void springStaysOutside() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.springframework..")
        .because("limits are tested without a context")
        .check(CLASSES);
  }
}
