package chat.maru.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureRulesTest {

  private static final String FIXTURE = "chat.maru.testkit.fixture";
  private static final JavaClasses BAD = new ClassFileImporter().importPackages(FIXTURE);

  static List<ArchRule> broken() {
    return List.of(
        ArchitectureRules.featuresAreFreeOfCycles(FIXTURE),
        ArchitectureRules.TIME_COMES_FROM_A_CLOCK,
        ArchitectureRules.CONSTRUCTORS_ARE_SHORT,
        ArchitectureRules.NAMES_SAY_WHAT_A_CLASS_DOES,
        ArchitectureRules.PACKAGES_ARE_NULL_MARKED);
  }

  @ParameterizedTest
  @MethodSource("broken")
  void eachRuleNoticesItsBreach(ArchRule rule) {
    assertThatThrownBy(() -> rule.check(BAD))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("because");
  }

  @Test
  void theTestkitKeepsTheRulesOfALibrary() {
    var classes = ArchitectureRules.mainClassesOf("chat.maru.testkit");
    ArchitectureRules.ofLibrary()
        .forEach(rule -> assertThatCode(() -> rule.check(classes)).doesNotThrowAnyException());
  }
}
