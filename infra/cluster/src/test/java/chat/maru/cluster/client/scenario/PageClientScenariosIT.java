package chat.maru.cluster.client.scenario;

import static org.junit.jupiter.api.Timeout.ThreadMode.SAME_THREAD;

import chat.maru.cluster.client.Timing;
import chat.maru.cluster.client.fake.FakeChatService;
import chat.maru.cluster.e2e.Chromium;
import com.microsoft.playwright.Page;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;

/// The page's client library, in a real browser, keeps the rules of a client.
@Timeout(value = 60, threadMode = SAME_THREAD) // Playwright belongs to one thread
class PageClientScenariosIT extends ClientScenarios {
  private static Chromium chromium;
  private static Page page;

  @BeforeAll
  static void launch() {
    chromium = Chromium.launch();
    page = chromium.browser().newPage();
  }

  @AfterAll
  static void quit() {
    if (chromium != null) {
      chromium.close();
    }
  }

  @Override
  ClientUnderTest client(FakeChatService service) {
    service.serve("/js/", Path.of("../../chat-service/src/main/resources/static/js"));
    service.serve("/page-client/", Path.of("src/test/resources/page-client"));
    return new PageClient(page, service.base());
  }

  private static final class PageClient implements ClientUnderTest {
    private final Page page;
    private final List<String> errors = new ArrayList<>();
    private final Consumer<String> hearing = errors::add;

    PageClient(Page page, URI origin) {
      this.page = page;
      page.onPageError(hearing);
      page.navigate(origin + "/page-client/index.html");
      page.waitForFunction("() => window.underTest");
    }

    @Override
    public void start(Timing timing) {
      Map<String, Integer> millis =
          Map.of(
              "firstBackoffMs", (int) timing.firstBackoff().toMillis(),
              "mostBackoffMs", (int) timing.mostBackoff().toMillis(),
              "answerPatienceMs", (int) timing.answerPatience().toMillis(),
              "easeOffMs", (int) timing.easeOff().toMillis(),
              "settledMs", (int) timing.settled().toMillis());
      Object _ = page.evaluate("timing => underTest.start(timing)", millis);
    }

    @Override
    public void send(String roomId, String text) {
      send(Map.of("roomId", roomId), text);
    }

    @Override
    public void sendOnPost(String postId, String text) {
      send(Map.of("postId", postId), text);
    }

    @Override
    public void read(String roomId, long seq) {
      call("read", roomId, (int) seq);
    }

    @Override
    public void glance(String roomId) {
      call("glance", roomId);
    }

    @Override
    public List<Long> shown(String roomId) {
      return numbers(call("shown", roomId));
    }

    @Override
    public List<Long> erased(String roomId) {
      return numbers(call("erased", roomId));
    }

    @Override
    public List<String> outcomes(String text) {
      return strings(call("outcomes", text));
    }

    @Override
    public long readBy(String roomId, String userId) {
      return ((Number) call("readBy", roomId, userId)).longValue();
    }

    @Override
    public boolean gaveUp() {
      return (Boolean) call("gaveUp");
    }

    @Override
    public List<String> complaints() {
      List<String> all = new ArrayList<>(strings(call("complaints")));
      all.addAll(errors);
      return all;
    }

    @Override
    public void close() {
      page.offPageError(hearing);
      page.navigate("about:blank");
    }

    private void send(Map<String, String> address, String text) {
      call("send", address, text);
    }

    private Object call(String name, Object... arguments) {
      return page.evaluate(
          "([name, values]) => underTest[name](...values)", List.of(name, List.of(arguments)));
    }

    private static List<Long> numbers(Object answer) {
      return ((List<?>) answer).stream().map(seq -> ((Number) seq).longValue()).toList();
    }

    private static List<String> strings(Object answer) {
      return ((List<?>) answer).stream().map(String.class::cast).toList();
    }
  }
}
