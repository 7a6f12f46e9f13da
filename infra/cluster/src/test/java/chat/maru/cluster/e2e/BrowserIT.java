package chat.maru.cluster.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SAME_THREAD;

import chat.maru.cluster.client.api.Post;
import chat.maru.cluster.e2e.World.Pair;
import chat.maru.cluster.launcher.LocalCluster;
import chat.maru.cluster.launcher.WithCluster;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// D7 on real screens: two browsers on two gateways.
@WithCluster
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(value = 120, threadMode = SAME_THREAD) // Playwright belongs to one thread
class BrowserIT {
  private static final String DESKTOP = "1280x800";
  private static final String MARKUP = "<img src=x onerror=\"window.hacked = true\">";

  private World world;
  private Chromium chromium;

  @BeforeAll
  void launch(LocalCluster cluster) {
    world = new World(cluster.state());
    chromium = Chromium.launch();
    PlaywrightAssertions.setDefaultAssertionTimeout(10_000);
  }

  @AfterAll
  void close() {
    if (chromium != null) {
      chromium.close();
    }
    world.close();
  }

  @Test
  void twoBrowsersOnTwoGatewaysTalkLiveAndFindEverythingAfterAReload() {
    User lender = world.user("Lena Lender");
    Post post = world.postOf(lender);
    try (ChatPage lends = open("gateway-1", DESKTOP, "en-GB");
        ChatPage borrows = open("gateway-2", DESKTOP, "en-GB")) {
      lends.signIn(lender.account().username(), lender.password());
      borrows.register(
          "b" + UUID.randomUUID().toString().substring(0, 12), "correct horse 9", "Bo");
      assertThat(lends.node()).isEqualTo("gateway-1");
      assertThat(borrows.node()).isEqualTo("gateway-2");

      borrows.chatOnPost(post.postId());
      borrows.type("Is it free on Saturday?");
      borrows.sendByEnter();
      borrows.shows("Is it free on Saturday?", true);

      lends.openOnlyRoom();
      lends.shows("Is it free on Saturday?", false);
      assertThat(borrows.hook("read-mark")).hasAttribute("data-read", "true");
      lends.type("Yes, ");
      assertThat(borrows.hook("typing-indicator")).isVisible();
      lends.type("come by at ten");
      lends.sendByEnter();
      borrows.shows("Yes, come by at ten", false);

      for (ChatPage page : new ChatPage[] {lends, borrows}) {
        page.reload();
        assertThat(page.node()).isNotBlank();
      }
      borrows.shows("Is it free on Saturday?", true);
      borrows.shows("Yes, come by at ten", false);
      lends.shows("Yes, come by at ten", true);
      assertThat(lends.complaints()).isEmpty();
      assertThat(borrows.complaints()).isEmpty();
    }
  }

  @Test
  void markupIsShownAsTextOnBothScreens() {
    Pair pair = world.pair();
    try (ChatPage borrows = signedIn(pair.borrower(), "gateway-1");
        ChatPage lends = signedIn(pair.lender(), "gateway-2")) {
      borrows.openOnlyRoom();
      lends.openOnlyRoom();
      borrows.type(MARKUP);
      borrows.hook("send").click();
      borrows.shows(MARKUP, true);
      lends.shows(MARKUP, false);
      assertThat(lends.evaluate("window.hacked")).isNull();
      assertThat(borrows.evaluate("window.hacked")).isNull();
    }
  }

  @Test
  void anEnterThatEndsASyllableDoesNotSend() {
    Pair pair = world.pair();
    try (ChatPage page = signedIn(pair.borrower(), "gateway-1")) {
      page.openOnlyRoom();
      page.composeAndPressEnter("안녕");
      assertThat(page.hook("composer")).hasValue("안녕");
      assertThat(page.hook("message")).hasCount(1);
      page.sendByEnter();
      page.shows("안녕", true);
      assertThat(page.hook("message")).hasCount(2);
      assertThat(page.hook("composer")).hasValue("");
    }
  }

  @Test
  void whatIsUnreadIsCountedUntilItIsRead() {
    Pair pair = world.pair();
    try (ChatPage page = signedIn(pair.lender(), "gateway-2")) {
      page.hook("nav-rooms").first().click();
      assertThat(page.hook("room-item").getByTestId("unread-count")).isVisible();
      page.hook("room-item").click();
      page.shows("Is it free on Saturday?", false);
      assertThat(page.hook("unread-count"))
          .hasCount(0, new LocatorAssertions.HasCountOptions().setTimeout(10_000));
      Looking.until(
          Duration.ofSeconds(10), () -> pair.lender().api().room(pair.roomId()).unreadCount() == 0);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "desktop, 1280x800, ko-KR",
    "desktop, 1280x800, en-GB",
    "phone, 390x844, ko-KR",
    "phone, 390x844, en-GB"
  })
  void everyScreenIsPictured(String device, String size, String locale) {
    Pair pair = world.pair();
    String name = device + "-" + locale.substring(0, 2) + "-";
    try (ChatPage page = open("gateway-1", size, locale)) {
      page.hook("login-username").focus();
      page.screenshot(name + "sign-in");
      page.signIn(pair.borrower().account().username(), pair.borrower().password());
      assertThat(page.hook("post-item").first()).isVisible();
      page.screenshot(name + "posts");
      page.hook("nav-rooms").first().click();
      assertThat(page.hook("room-item")).isVisible();
      page.screenshot(name + "rooms");
      page.hook("room-item").click();
      page.shows("Is it free on Saturday?", true);
      page.screenshot(name + "conversation");
      Object overflow =
          page.evaluate(
              "document.documentElement.scrollWidth > document.documentElement.clientWidth");
      assertThat(overflow).as("scrolls sideways").isEqualTo(false);
      assertThat(page.evaluate("document.documentElement.lang")).isEqualTo(locale.substring(0, 2));
      assertThat(page.complaints()).isEmpty();
    }
  }

  private ChatPage signedIn(User user, String node) {
    ChatPage page = open(node, DESKTOP, "ko-KR");
    page.signIn(user.account().username(), user.password());
    assertThat(page.node()).isEqualTo(node);
    return page;
  }

  private ChatPage open(String node, String size, String locale) {
    return new ChatPage(chromium.browser(), world.state().page() + "/?node=" + node, size, locale);
  }
}
