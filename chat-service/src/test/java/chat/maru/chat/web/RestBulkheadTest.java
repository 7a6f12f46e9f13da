package chat.maru.chat.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.FilterChain;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class RestBulkheadTest {
  private static final FilterChain DONE = (_, _) -> {};

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final RestBulkhead bulkhead = new RestBulkhead(1, Duration.ofMillis(50), meters);

  @Test
  void whoFindsNoPlaceIsToldToComeAgainAndWhatGatewaysAskPasses() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch leave = new CountDownLatch(1);
    CompletableFuture<Integer> first =
        CompletableFuture.supplyAsync(() ->
            status(
                "/api/sync",
                (_, _) -> {
                  inside.countDown();
                  await(leave);
                }));
    inside.await();
    MockHttpServletResponse refused = call("/api/rooms", DONE);
    assertThat(refused.getStatus()).isEqualTo(503);
    assertThat(refused.getHeader("Retry-After")).isEqualTo("1");
    assertThat(refused.getContentAsString())
        .contains("\"code\":\"unavailable\"", "\"retryable\":true", "\"retryAfterMs\":1000");
    assertThat(meters.get("maru.rest.refused").counter().count()).isEqualTo(1);
    assertThat(status("/internal/rooms/x", DONE)).isEqualTo(200);
    assertThat(status("/api/auth/login", DONE)).isEqualTo(200);

    leave.countDown();
    assertThat(first.join()).isEqualTo(200);
    assertThat(status("/api/rooms", DONE)).isEqualTo(200);
  }

  private int status(String path, FilterChain chain) {
    return call(path, chain).getStatus();
  }

  private MockHttpServletResponse call(String path, FilterChain chain) {
    MockHttpServletRequest request = new MockHttpServletRequest("GET", path);
    request.setServletPath(path);
    MockHttpServletResponse response = new MockHttpServletResponse();
    try {
      bulkhead.doFilter(request, response, chain);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
    return response;
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
