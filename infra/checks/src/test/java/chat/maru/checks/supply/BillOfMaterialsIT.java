package chat.maru.checks.supply;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Every packaged service carries a CycloneDX bill of materials that says what is in it. Somebody
/// who hears of a hole in a library looks there, so it must name every jar.
class BillOfMaterialsIT {
  /// No dependency of the service: Boot's plugin puts it in, and the image leaves it out again.
  private static final String ADDED_WHILE_PACKAGING = "spring-boot-jarmode-tools-";

  @ParameterizedTest
  @ValueSource(strings = {"gateway-service", "chat-service", "persistence-service"})
  void everyLibraryOfTheServiceStandsInItsBillWithItsVersionAndDigest(String service)
      throws IOException {
    ServiceJar jar = ServiceJar.of(service);

    assertThat(jar.bill().path("bomFormat").asString()).isEqualTo("CycloneDX");
    assertThat(jar.bill().at("/metadata/component/name").asString()).isEqualTo(service);
    assertThat(jar.libraries())
        .hasSizeGreaterThan(50)
        .filteredOn(library -> !library.startsWith(ADDED_WHILE_PACKAGING))
        .allMatch(library -> jar.parts().stream().anyMatch(library::startsWith));
    assertThat(jar.bill().path("components").valueStream())
        .allMatch(part -> !part.path("version").asString().isBlank())
        .allMatch(part ->
            part.path("hashes")
                .valueStream()
                .anyMatch(hash -> hash.path("alg").asString().equals("SHA-256")));
  }

  @ParameterizedTest
  @CsvSource({
    "gateway-service,org.springframework.kafka,spring-kafka",
    "gateway-service,com.google.crypto.tink,tink",
    "gateway-service,io.lettuce,lettuce-core",
    "chat-service,org.springframework.kafka,spring-kafka",
    "chat-service,com.google.crypto.tink,tink",
    "chat-service,org.webjars.npm,lit-html",
    "persistence-service,org.springframework.kafka,spring-kafka",
    "persistence-service,com.google.crypto.tink,tink",
    "persistence-service,org.postgresql,postgresql"
  })
  void whatMattersIsNamed(String service, String group, String name) throws IOException {
    assertThat(ServiceJar.of(service).bill().path("components").valueStream())
        .filteredOn(part -> part.path("group").asString("").equals(group))
        .filteredOn(part -> part.path("name").asString().equals(name))
        .singleElement()
        .satisfies(part -> assertThat(part.path("version").asString()).matches("\\d+\\..+"))
        .satisfies(
            part -> assertThat(part.path("purl").asString()).startsWith("pkg:maven/" + group));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gateway-service", "chat-service", "persistence-service"})
  void nothingBesideOurOwnIsASnapshot(String service) throws IOException {
    assertThat(ServiceJar.of(service).bill().path("components").valueStream())
        .filteredOn(part -> part.path("version").asString().endsWith("-SNAPSHOT"))
        .extracting(part -> part.path("group").asString(""))
        .containsOnly("chat.maru");
  }

  /// The bill tells an attacker what to look up; operators have the jar.
  @ParameterizedTest
  @ValueSource(strings = {"gateway-service", "chat-service", "persistence-service"})
  void theBillIsNotServed(String service) throws IOException {
    assertThat(ServiceJar.of(service).settings())
        .hasSizeGreaterThanOrEqualTo(2)
        .extracting(BillOfMaterialsIT::exposed)
        .contains("health,prometheus")
        .containsOnly("health,prometheus", "");
  }

  private static String exposed(JsonNode settings) {
    JsonNode management = settings.path("management");
    return management.has("endpoints.web.exposure.include")
        ? management.path("endpoints.web.exposure.include").asString()
        : management.at("/endpoints/web/exposure/include").asString("");
  }
}
