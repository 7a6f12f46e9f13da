package chat.maru.chat.web;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.chat.Api;
import chat.maru.chat.RunningNode;
import chat.maru.contract.error.ErrorCode;
import chat.maru.testkit.fuzz.Hunt;
import chat.maru.testkit.fuzz.JsonInputs;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/// Whatever is sent as a body is taken or refused with a documented problem; never a fault of the
/// service. Through the real listener, filters and JSON mapper.
@Timeout(value = 15, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
@TestPropertySource(
    properties = {"maru.chat.per-user.requests=off", "maru.chat.per-user.tickets=off"})
@DirtiesContext
class BodyFuzzIT extends RunningNode {
  private static final Set<String> CODES =
      Arrays.stream(ErrorCode.values())
          .filter(code -> code.status() < 500)
          .map(ErrorCode::code)
          .collect(Collectors.toUnmodifiableSet());

  private static final JsonInputs INPUTS =
      new JsonInputs(
          List.of(
              "{\"username\":\"jimin\",\"password\":\"correct horse\",\"displayName\":\"\uc9c0\ubbfc\"}",
              "{\"username\":\"jimin\",\"password\":\"correct horse\"}",
              "{\"refreshToken\":\"abc\"}",
              "{\"title\":\"Tent\",\"description\":\"for four\",\"pricePerDay\":9000}",
              "{\"heads\":{\"0b0e7a52-9c0c-4c8e-9f0e-1d7a53f0a111\":3},\"limit\":10}",
              "{\"node\":\"gateway-1\"}"),
          List.of(
              "username",
              "password",
              "displayName",
              "refreshToken",
              "title",
              "description",
              "pricePerDay",
              "heads",
              "limit",
              "node"));

  private static final String TICKETS = "/api/socket-tickets";

  private static final List<String> PATHS =
      List.of(
          "/api/posts",
          "/api/sync",
          TICKETS,
          "/api/auth/refresh",
          "/api/auth/logout",
          "/api/auth/login",
          "/api/auth/register");

  @Test
  void everyBodyIsTakenOrRefusedWithADocumentedProblem() {
    Api jimin = account("Jimin").api();
    new Hunt("bodies", 2_000)
        .run(seed -> {
          String path = PATHS.get((seed[0] & 0xff) % PATHS.size());
          byte[] body = INPUTS.bytes(Arrays.copyOfRange(seed, 1, Math.max(2, seed.length)));
          Api.Answer answer =
              jimin.send(
                  jimin
                      .request(path)
                      .header("Content-Type", "application/json")
                      .POST(BodyPublishers.ofByteArray(body)));
          if (path.equals(TICKETS) && answer.status() == 503) {
            answer.problem(503, "unavailable"); // there is no gateway here
          } else if (answer.status() >= 400) {
            assertThat(CODES)
                .as(path + answer.text())
                .contains(answer.body().get("code").asString());
            answer.problem(answer.status(), answer.body().get("code").asString());
          }
        });
  }
}
