package chat.maru.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.contract.json.ContractJson;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.JsonNode;

class ProductionLogTest {
  private final PrintStream before = System.out;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  @BeforeEach
  void listen() {
    System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void leave() {
    System.setOut(before);
  }

  @Test
  void aLineIsOneJsonObjectThatNamesServiceNodeAndTrace() {
    try (var _ =
            new SpringApplicationBuilder(Nothing.class)
                .web(WebApplicationType.NONE)
                .profiles("production")
                .run("--maru.node=persistence-9", "--logging.config=classpath:logback-boot.xml");
        var _ = MDC.putCloseable("traceId", "0af7651916cd43dd8448eb211c80319c")) {
      LoggerFactory.getLogger("chat.maru").info("a line of the test");
    }

    JsonNode line = line();
    assertThat(line.at("/service/name").asString()).isEqualTo("persistence-service");
    assertThat(line.at("/service/node/name").asString()).isEqualTo("persistence-9");
    assertThat(line.at("/log/level").asString()).isEqualTo("INFO");
    assertThat(line.path("trace.id").asString()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
  }

  private JsonNode line() {
    return said.toString(StandardCharsets.UTF_8)
        .lines()
        .filter(text -> text.contains("a line of the test"))
        .findFirst()
        .map(ContractJson.mapper()::readTree)
        .orElseThrow();
  }

  @Configuration
  static class Nothing {}
}
