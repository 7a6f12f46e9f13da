package chat.maru.testkit;

import static com.tngtech.archunit.core.domain.properties.HasModifiers.Predicates.modifier;
import static com.tngtech.archunit.lang.conditions.ArchConditions.notBePublic;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Instant;
import java.util.List;

/// The rules that hold in every service. Think hard about the layering before you change one: each
/// is here because the opposite was seen to hurt.
///
/// ```java
/// class ArchitectureTest {
///   private static final JavaClasses CLASSES = ArchitectureRules.mainClassesOf("chat.maru.gateway");
///
///   static List<ArchRule> rules() {
///     return ArchitectureRules.ofService("chat.maru.gateway");
///   }
///
///   @ParameterizedTest
///   @MethodSource("rules")
///   void holds(ArchRule rule) {
///     rule.check(CLASSES);
///   }
///
///   @Test
///   void kafkaStaysAtTheEdge() {
///     noClasses().that().doNotHaveSimpleName("KafkaMessageLog")
///         .should().dependOnClassesThat().resideInAPackage("org.apache.kafka..")
///         .because("only one class speaks Kafka here")
///         .check(CLASSES);
///   }
/// }
/// ```
public final class ArchitectureRules {

  private static final int MOST_PARAMETERS = 6;

  private ArchitectureRules() {}

  /// The compiled classes of a module without its tests.
  public static JavaClasses mainClassesOf(String rootPackage) {
    return new ClassFileImporter()
        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_JARS)
        .importPackages(rootPackage);
  }

  /// All rules, for a module with Spring components and several feature packages below
  /// `rootPackage`.
  public static List<ArchRule> ofService(String rootPackage) {
    return List.of(
        featuresAreFreeOfCycles(rootPackage),
        COMPONENTS_ARE_NOT_PUBLIC,
        TIME_COMES_FROM_A_CLOCK,
        NOTHING_IS_INJECTED_INTO_FIELDS,
        CONSTRUCTORS_ARE_SHORT,
        NAMES_SAY_WHAT_A_CLASS_DOES,
        PACKAGES_ARE_NULL_MARKED);
  }

  /// The rules for a module without Spring and with few packages.
  public static List<ArchRule> ofLibrary() {
    return List.of(CONSTRUCTORS_ARE_SHORT, NAMES_SAY_WHAT_A_CLASS_DOES, PACKAGES_ARE_NULL_MARKED);
  }

  public static ArchRule featuresAreFreeOfCycles(String rootPackage) {
    return slices()
        .matching(rootPackage + ".(*)..")
        .should()
        .beFreeOfCycles()
        .because("a message goes one way through the features, and a feature can be read alone");
  }

  public static final ArchRule COMPONENTS_ARE_NOT_PUBLIC =
      classes()
          .that()
          .areMetaAnnotatedWith("org.springframework.stereotype.Component")
          .and()
          .areNotAnnotatedWith("org.springframework.boot.autoconfigure.SpringBootApplication")
          .should(notBePublic())
          .because("what is private can be seen to be unused, and only Spring makes these");

  public static final ArchRule TIME_COMES_FROM_A_CLOCK =
      noClasses()
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(Thread.class, "sleep", long.class)
          .orShould()
          .callMethod(Thread.class, "sleep", java.time.Duration.class)
          .because("a test holds the clock; a sleep is a guess");

  public static final ArchRule NOTHING_IS_INJECTED_INTO_FIELDS =
      noFields()
          .should()
          .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
          .orShould()
          .beAnnotatedWith("org.springframework.beans.factory.annotation.Value")
          .orShould()
          .beAnnotatedWith("jakarta.annotation.Resource")
          .orShould()
          .beAnnotatedWith("jakarta.inject.Inject")
          .because("a constructor tells what a class needs, and the compiler checks it");

  public static final ArchRule CONSTRUCTORS_ARE_SHORT =
      classes()
          .that()
          .areNotRecords()
          .and()
          .areNotEnums()
          .and(
              DescribedPredicate.not(modifier(JavaModifier.SYNTHETIC))
                  .as("are written by hand")
                  .forSubtype())
          .should(takeAtMostSixParameters())
          .because("a class that needs more does more than one thing; data goes into a record");

  public static final ArchRule NAMES_SAY_WHAT_A_CLASS_DOES =
      noClasses()
          .should()
          .haveNameMatching(".*(Manager|Utils?|Helper|Impl)")
          .because("such a name fits anything, so anything will be put there");

  public static final ArchRule PACKAGES_ARE_NULL_MARKED =
      classes()
          .should(resideInANullMarkedPackage())
          .because("NullAway looks only into packages whose package-info is marked @NullMarked");

  private static ArchCondition<JavaClass> takeAtMostSixParameters() {
    return new ArchCondition<>("have no constructor with more than six parameters") {
      @Override
      public void check(JavaClass owner, ConditionEvents events) {
        owner.getConstructors().stream()
            .filter(c -> c.getRawParameterTypes().size() > MOST_PARAMETERS)
            .forEach(c ->
                events.add(
                    SimpleConditionEvent.violated(
                        c,
                        "parameters of %s: %d (expected: <= %d)"
                            .formatted(
                                c.getFullName(),
                                c.getRawParameterTypes().size(),
                                MOST_PARAMETERS))));
      }
    };
  }

  private static ArchCondition<JavaClass> resideInANullMarkedPackage() {
    return new ArchCondition<>("reside in a package marked @NullMarked") {
      @Override
      public void check(JavaClass owner, ConditionEvents events) {
        boolean marked = owner.getPackage().isAnnotatedWith("org.jspecify.annotations.NullMarked");
        if (!marked) {
          events.add(
              SimpleConditionEvent.violated(
                  owner, "package of %s: not marked".formatted(owner.getName())));
        }
      }
    };
  }
}
