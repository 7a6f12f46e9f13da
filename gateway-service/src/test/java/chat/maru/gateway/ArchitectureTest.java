package chat.maru.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import chat.maru.testkit.ArchitectureRules;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {
  private static final JavaClasses CLASSES = ArchitectureRules.mainClassesOf("chat.maru.gateway");

  static List<ArchRule> rules() {
    return ArchitectureRules.ofService("chat.maru.gateway");
  }

  @ParameterizedTest
  @MethodSource("rules")
  void holds(ArchRule rule) {
    rule.check(CLASSES);
  }

  @Test
  void kafkaStaysInTheLog() {
    noClasses()
        .that()
        .haveSimpleNameNotStartingWith("MessageLog")
        .and()
        .doNotHaveSimpleName("Append")
        .and()
        .doNotHaveSimpleName("IntakeConfiguration")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.kafka..")
        .because("one class knows what a producer's failures mean")
        .check(CLASSES);
  }

  @Test
  void jettyStaysAtTheSocket() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..socket..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.eclipse.jetty..")
        .because("the rest is tested without a container")
        .check(CLASSES);
  }

  @Test
  void redisStaysBehindItsLink() {
    noClasses()
        .that()
        .resideOutsideOfPackages("..redis..", "..delivery..", "..presence..", "..identity..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.lettuce..")
        .because("frames, order and rules know nothing of where sessions are found")
        .check(CLASSES);
  }
}
