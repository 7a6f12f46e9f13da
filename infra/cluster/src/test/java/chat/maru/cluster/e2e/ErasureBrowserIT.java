package chat.maru.cluster.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SAME_THREAD;

import chat.maru.cluster.e2e.World.Pair;
import chat.maru.cluster.launcher.LocalCluster;
import chat.maru.cluster.launcher.WithCluster;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// D14 on real screens: one of two deletes their account.
@WithCluster
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(value = 120, threadMode = SAME_THREAD) // Playwright belongs to one thread
class ErasureBrowserIT {
  private static final String HELLO = "Is it free on Saturday?";
  private static final String ANSWER = "Yes, come by at ten";

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

  @ParameterizedTest
  @CsvSource({
    "desktop, 1280x800, ko-KR, 삭제된 메시지",
    "desktop, 1280x800, en-GB, Deleted message",
    "phone, 390x844, ko-KR, 삭제된 메시지",
    "phone, 390x844, en-GB, Deleted message"
  })
  void whoDeletesTheirAccountTakesTheirWordsAndLeavesTheOthers(
      String device, String size, String locale, String deleted) {
    Pair pair = world.pair();
    String picture = "erasure-" + device + "-" + locale.substring(0, 2) + "-";
    try (ChatPage stays = open("gateway-1", size, locale);
        ChatPage goes = open("gateway-2", size, locale)) {
      signIn(stays, pair.lender());
      signIn(goes, pair.borrower());
      stays.openOnlyRoom();
      stays.shows(HELLO, false);
      stays.type(ANSWER);
      stays.sendByEnter();
      stays.shows(ANSWER, true);
      goes.hook("nav-rooms").first().click();
      goes.hook("room-item").click();
      goes.shows(ANSWER, false);
      goes.type("never sent");
      goes.go("#/rooms");

      deleteAccount(goes, pair.borrower(), picture);

      assertThat(goes.evaluate("sessionStorage.length")).isEqualTo(0);
      Looking.until(
          Duration.ofSeconds(10),
          () -> pair.lender().api().newest(pair.roomId(), 2).items().getFirst().wasErased());
      stays.reload();
      assertThat(stays.node()).isNotBlank();
      Locator first = stays.hook("message").first();
      assertThat(first).hasAttribute("data-erased", "true");
      assertThat(first.getByTestId("message-text")).hasText(deleted);
      stays.shows(ANSWER, true);
      assertThat(stays.message(ANSWER)).hasAttribute("data-erased", "false");
      assertThat(stays.message(HELLO)).hasCount(0);
      stays.screenshot(picture + "conversation");
      assertThat(stays.complaints()).isEmpty();
      assertThat(goes.complaints()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"ko-KR, 삭제된 메시지", "en-GB, Deleted message"})
  void theListOfRoomsSaysThatTheLastMessageIsDeleted(String locale, String deleted) {
    Pair pair = world.pair();
    pair.borrower().api().deleteMe();
    Looking.until(
        Duration.ofSeconds(10),
        () -> pair.lender().api().newest(pair.roomId(), 1).items().getFirst().wasErased());
    try (ChatPage page = open("gateway-1", "390x844", locale)) {
      signIn(page, pair.lender());
      page.hook("nav-rooms").first().click();
      assertThat(page.hook("room-item")).containsText(deleted);
      assertThat(page.hook("room-item")).not().containsText(HELLO);
      page.screenshot("erasure-phone-" + locale.substring(0, 2) + "-rooms");
    }
  }

  /// By keyboard alone, after one change of mind.
  private static void deleteAccount(ChatPage page, User user, String picture) {
    page.hook("account").press("Enter");
    page.hook("account-delete").press("Enter");
    assertThat(page.hook("account-delete-for-good")).isDisabled();
    page.hook("account-confirm").press("Escape");
    assertThat(page.hook("account-dialog")).isHidden();
    assertThat(page.hook("account")).isFocused();

    page.hook("account").press("Enter");
    page.screenshot(picture + "account");
    page.hook("account-delete").press("Enter");
    page.hook("account-confirm").pressSequentially(user.account().username());
    assertThat(page.hook("account-delete-for-good")).isEnabled();
    page.screenshot(picture + "confirm");
    page.hook("account-confirm").press("Enter");
    assertThat(page.hook("signed-out-note")).isVisible();
    assertThat(page.hook("login-username")).isVisible();
    page.screenshot(picture + "gone");
  }

  private static void signIn(ChatPage page, User user) {
    page.signIn(user.account().username(), user.password());
    assertThat(page.node()).isNotBlank();
  }

  private ChatPage open(String node, String size, String locale) {
    return new ChatPage(chromium.browser(), world.state().page() + "/?node=" + node, size, locale);
  }
}
