package chat.maru.chat.post;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.chat.RunningNode;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class PostIT extends RunningNode {

  @Test
  void aPostIsShownAsItWasMade() {
    var lender = account("빌려주는 사람");
    var made =
        lender
            .api()
            .post(
                "/api/posts",
                Map.of("title", "드릴", "description", "18 V", "pricePerDay", 5_000, "extra", 1));
    assertThat(made.status()).isEqualTo(201);
    JsonNode post = made.body();
    String path = "/api/posts/" + post.get("postId").asString();
    assertThat(made.headers().firstValue("Location")).hasValue(path);
    assertThat(post.get("title").asString()).isEqualTo("드릴");
    assertThat(post.get("pricePerDay").asLong()).isEqualTo(5_000);
    assertThat(post.get("lender").get("userId").asString()).isEqualTo(lender.id().toString());
    assertThat(post.get("lender").get("displayName").asString()).isEqualTo("빌려주는 사람");
    assertThat(post.get("createdAt").asString()).matches("\\d{4}-..-..T..:..:..\\.\\d{3}Z");
    assertThat(account("Borrower").api().get(path).ok()).isEqualTo(post);
  }

  @Test
  void whatIsOptionalIsNullWhenItIsAbsent() {
    var post = account("Lender").api().post("/api/posts", Map.of("title", "x")).ok();
    assertThat(post.get("description").isNull()).isTrue();
    assertThat(post.get("pricePerDay").isNull()).isTrue();
  }

  @Test
  void whatCanNotBeAnsweredIsNotDone() {
    var lender = account("Lender");
    String title = "never made " + lender.id();
    var request =
        lender
            .api()
            .request("/api/posts")
            .header("Accept", "text/html")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("{\"title\":\"" + title + "\"}"));
    lender.api().send(request).problem(406, "not_acceptable");
    assertThat(lender.api().get("/api/posts").text()).doesNotContain(title);
  }

  @Test
  void queryThatIsNotUtf8IsTheClientsFault() {
    account("Lender").api().get("/api/posts?cursor=%ff").problem(400, "bad_frame");
  }

  @Test
  void postsComeNewestFirstPageByPage() {
    var lender = account("Lender");
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      made.addFirst(
          lender
              .api()
              .post("/api/posts", Map.of("title", "Post " + i))
              .ok()
              .get("postId")
              .asString());
    }
    List<String> seen = new ArrayList<>();
    String cursor = "";
    while (seen.size() < 7) {
      var page = lender.api().get("/api/posts?limit=3&cursor=" + cursor).ok();
      page.get("items").forEach(post -> seen.add(post.get("postId").asString()));
      cursor = page.get("nextCursor").isNull() ? "" : page.get("nextCursor").asString();
    }
    // Posts of the same millisecond are ordered by id, so compare without that order.
    assertThat(seen.subList(0, 7))
        .containsExactlyInAnyOrderElementsOf(made)
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}|title",
        "{\"title\":\" \"}|title",
        "{\"title\":\"a\\u0000b\"}|title",
        "{\"title\":true}|title",
        "{\"title\":\"x\",\"pricePerDay\":-1}|pricePerDay",
        "{\"title\":\"x\",\"pricePerDay\":1000000001}|pricePerDay",
        "{\"title\":\"x\",\"pricePerDay\":1.5}|pricePerDay",
        "{\"title\":\"x\",\"pricePerDay\":\"1\"}|pricePerDay",
        "{\"title\":\"x\",\"description\":\"\\udc00\"}|description",
        "{\"title\":\"x\",\"description\":{}}|description",
      })
  void aFieldThatBreaksItsRuleIsNamed(String body, String field) {
    account("Lender").api().post("/api/posts", body).badField(field);
  }

  @Test
  void lengthsAreCountedInCodePoints() {
    var lender = account("Lender");
    lender.api().post("/api/posts", post("🙏".repeat(100), "비".repeat(2_000))).ok();
    lender.api().post("/api/posts", post("🙏".repeat(101), "")).badField("title");
    lender.api().post("/api/posts", post("x", "비".repeat(2_001))).badField("description");
  }

  @Test
  void anUnknownPostIsNotFound() {
    var reader = account("Reader");
    reader.api().get("/api/posts/%00").problem(400, "bad_frame");
    reader.api().get("/api/posts/..%2f..").problem(400, "bad_frame");
    reader.api().get("/api/posts/" + UUID.randomUUID()).problem(404, "post_not_found");
    reader.api().get("/api/posts/1").problem(404, "post_not_found");
    reader.api().get("/api/nothing").problem(404, "not_found");
    api().get("/api/posts").problem(401, "unauthenticated");
  }

  private static Map<String, Object> post(String title, String description) {
    Map<String, Object> post = new HashMap<>();
    post.put("title", title);
    post.put("description", description);
    return post;
  }
}
