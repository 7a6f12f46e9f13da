package chat.maru.chat;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.contract.json.ContractJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.JsonNode;

@ExtendWith(OutputCaptureExtension.class)
class ProductionLogTest {
  @Test
  void aLineIsOneJsonObjectThatNamesServiceNodeAndTrace(CapturedOutput log) {
    JsonNode line = line(log, "--maru.node=chat-9");

    assertThat(line.at("/service/name").asString()).isEqualTo("chat-service");
    assertThat(line.at("/service/node/name").asString()).isEqualTo("chat-9");
    assertThat(line.at("/log/level").asString()).isEqualTo("INFO");
    assertThat(line.path("trace.id").asString()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
  }

  @Test
  void aNodeThatWasToldNoNameHasOneOfItsOwn(CapturedOutput log) {
    assertThat(line(log, "--maru.node=").at("/service/node/name").asString())
        .matches("[A-Za-z0-9-]+-[0-9a-f]{12}");
  }

  private static JsonNode line(CapturedOutput log, String... settings) {
    try (var _ =
            new SpringApplicationBuilder(Nothing.class)
                .web(WebApplicationType.NONE)
                .profiles("production")
                .run(settings);
        var _ = MDC.putCloseable("traceId", "0af7651916cd43dd8448eb211c80319c")) {
      LoggerFactory.getLogger("chat.maru").info("a line of the test");
    }
    return log.getOut()
        .lines()
        .filter(text -> text.contains("a line of the test"))
        .findFirst()
        .map(ContractJson.mapper()::readTree)
        .orElseThrow();
  }

  @Configuration
  static class Nothing {}
}
