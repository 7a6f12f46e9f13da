package chat.maru.contract;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/// Every service and every team that reads our topics carries this jar: think hard before it
/// depends on anything more.
class ContractArchitectureTest {
  private static final JavaClasses CONTRACT =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("chat.maru.contract");

  @Test
  void contractDependsOnJacksonTinkAndCaffeineOnly() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "javax.crypto..",
            "javax.sql..",
            "chat.maru.contract..",
            "org.jspecify..",
            "com.fasterxml.jackson.annotation..",
            "tools.jackson..",
            "com.google.crypto.tink..",
            "com.github.benmanes.caffeine..")
        .because("a consumer should not inherit a framework from the contract")
        .check(CONTRACT);
  }

  @Test
  void packagesAreFreeOfCycles() {
    slices()
        .matching("chat.maru.contract.(*)..")
        .should()
        .beFreeOfCycles()
        .because("a package is the unit of reading")
        .check(CONTRACT);
  }
}
