package chat.maru.persistence;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import chat.maru.testkit.ArchitectureRules;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {
  private static final JavaClasses CLASSES =
      ArchitectureRules.mainClassesOf("chat.maru.persistence");

  static List<ArchRule> rules() {
    return ArchitectureRules.ofService("chat.maru.persistence");
  }

  @ParameterizedTest
  @MethodSource("rules")
  void holds(ArchRule rule) {
    rule.check(CLASSES);
  }

  @Test
  void kafkaStaysAtTheEdge() {
    noClasses()
        .that()
        .resideOutsideOfPackages("..persistence.log..", "..persistence.park..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.kafka..", "org.springframework.kafka..")
        .because("the rules are tested without a broker")
        .check(CLASSES);
  }

  @Test
  void jdbcStaysInTheTables() {
    noClasses()
        .that()
        .haveSimpleNameNotEndingWith("Table")
        .and()
        .haveSimpleNameNotEndingWith("Configuration")
        .and()
        .doNotHaveSimpleName("Arrays")
        .and()
        .resideOutsideOfPackage("..persistence.key..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.springframework.jdbc..")
        .because("what is asked of the database is in one file per table, or per key command")
        .check(CLASSES);
  }
}
