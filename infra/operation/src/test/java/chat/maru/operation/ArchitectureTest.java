package chat.maru.operation;

import chat.maru.testkit.ArchitectureRules;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {
  private static final String ROOT = "chat.maru.operation";
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
}
