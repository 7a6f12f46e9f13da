package chat.maru.cluster.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// The page as its user sees it, by its test hooks.
final class ChatPage implements AutoCloseable {
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");

  private static final List<String> REFUSALS = List.of("Content Security Policy", "Mixed Content");

  private final BrowserContext context;
  private final Page page;
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private final List<String> sockets = new CopyOnWriteArrayList<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();

  /// @param device as `1280x800`
  ChatPage(Browser browser, String address, String device, String locale) {
    String[] size = device.split("x");
    context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setLocale(locale)
                // The browser does not know the local authority; what it refuses else still shows.
                .setIgnoreHTTPSErrors(address.startsWith("https:"))
                .setViewportSize(Integer.parseInt(size[0]), Integer.parseInt(size[1])));
    page = context.newPage();
    page.onPageError(complaints::add);
    page.onConsoleMessage(message -> {
      if (REFUSALS.stream().anyMatch(message.text()::contains)) {
        complaints.add(message.text());
      }
    });
    page.onWebSocket(socket -> sockets.add(socket.url()));
    page.onRequest(request -> requests.add(request.url()));
    page.navigate(address);
  }

  void register(String username, String password, String displayName) {
    hook("register-toggle").click();
    hook("register-display-name").fill(displayName);
    signIn(username, password);
  }

  void signIn(String username, String password) {
    hook("login-username").fill(username);
    hook("login-password").fill(password);
    hook("login-submit").click();
  }

  /// Waits for the connection and tells its node.
  String node() {
    Locator connection = hook("connection").first();
    assertThat(connection).hasAttribute("data-state", "open");
    return connection.getAttribute("data-node");
  }

  Locator hook(String testId) {
    return page.getByTestId(testId);
  }

  void chatOnPost(String postId) {
    page.locator("[data-testid=post-item][data-post-id='" + postId + "'] [data-testid=post-chat]")
        .click();
  }

  void openOnlyRoom() {
    hook("nav-rooms").first().click();
    hook("room-item").click();
  }

  /// Writes as a person does, so that the other side can see it.
  void type(String text) {
    hook("composer").pressSequentially(text);
  }

  void sendByEnter() {
    hook("composer").press("Enter");
  }

  /// What an input method does between two syllables: a composition, and an Enter that belongs to
  /// it.
  void composeAndPressEnter(String text) {
    hook("composer").focus();
    CDPSession session = context.newCDPSession(page);
    JsonObject composition = new JsonObject();
    composition.addProperty("text", text);
    composition.addProperty("selectionStart", text.length());
    composition.addProperty("selectionEnd", text.length());
    session.send("Input.imeSetComposition", composition);
    JsonObject enter = new JsonObject();
    enter.addProperty("type", "rawKeyDown");
    enter.addProperty("key", "Process");
    enter.addProperty("code", "Enter");
    enter.addProperty("windowsVirtualKeyCode", 229);
    session.send("Input.dispatchKeyEvent", enter);
    JsonObject committed = new JsonObject();
    committed.addProperty("text", text);
    session.send("Input.insertText", committed);
  }

  Locator message(String text) {
    return hook("message").filter(new Locator.FilterOptions().setHasText(text));
  }

  void shows(String text, boolean own) {
    Locator message = message(text);
    assertThat(message).hasCount(1);
    assertThat(message).hasAttribute("data-state", "stored");
    assertThat(message).hasAttribute("data-own", Boolean.toString(own));
    assertThat(message.getByTestId("message-text")).hasText(text);
  }

  Object evaluate(String script) {
    return page.evaluate(script);
  }

  void reload() {
    page.reload();
  }

  /// Goes to where the reference says, as `#/posts`.
  void go(String hash) {
    page.evaluate("hash => { location.hash = hash }", hash);
  }

  void screenshot(String name) {
    page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
  }

  /// The addresses of the sockets that it opened.
  List<String> sockets() {
    return sockets;
  }

  /// The addresses of everything that it loaded or called.
  List<String> requests() {
    return requests;
  }

  /// Script errors, violated content security policies, plain content on a secure page.
  List<String> complaints() {
    return complaints;
  }

  @Override
  public void close() {
    context.close();
  }
}
