package chat.maru.chat;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import chat.maru.contract.cipher.DataKey;
import chat.maru.contract.event.Content;
import chat.maru.testkit.ArchitectureRules;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {
  private static final JavaClasses CLASSES = ArchitectureRules.mainClassesOf("chat.maru.chat");

  static List<ArchRule> rules() {
    return ArchitectureRules.ofService("chat.maru.chat");
  }

  @ParameterizedTest
  @MethodSource("rules")
  void holds(ArchRule rule) {
    rule.check(CLASSES);
  }

  @Test
  void lettuceStaysBehindTheDirectory() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..directory..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.lettuce..")
        .because("one package knows how Redis is asked and what happens when it does not answer")
        .check(CLASSES);
  }

  @Test
  void ciphertextIsOpenedInHistoryAlone() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..history..")
        .should()
        .callMethod(DataKey.class, "open", UUID.class, UUID.class, Content.class)
        .because("text that nobody asked for by REST has no business in this process (D14)")
        .check(CLASSES);
  }
}
