package chat.maru.cluster.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Timeout.ThreadMode.SAME_THREAD;

import chat.maru.cluster.client.ChatClient;
import chat.maru.cluster.client.ChatListener;
import chat.maru.cluster.client.Settings;
import chat.maru.cluster.client.api.Message;
import chat.maru.cluster.e2e.World.Pair;
import chat.maru.cluster.launcher.LocalCluster;
import chat.maru.cluster.launcher.WithCluster;
import chat.maru.cluster.state.ClusterState;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A cluster in which everything that services listen for speaks TLS.
@WithCluster(tls = true)
@Timeout(value = 120, threadMode = SAME_THREAD) // Playwright belongs to one thread
class TlsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final byte ALERT = 21;
  private static final byte PROTOCOL_VERSION = 70;

  private final LocalCluster cluster;
  private final World world;

  TlsIT(LocalCluster cluster) {
    this.cluster = cluster;
    world = new World(cluster.state());
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void twoClientsTalkThroughTwoGatewaysByWss() {
    Pair pair = world.pair();
    List<String> borrowers = new CopyOnWriteArrayList<>();
    List<String> lenders = new CopyOnWriteArrayList<>();
    assertThat(List.of(world.gateway(1), world.gateway(2)))
        .allSatisfy(gateway -> assertThat(gateway).hasScheme("wss"));
    ChatClient borrower = client(pair.borrower(), 1, borrowers);
    ChatClient lender = client(pair.lender(), 2, lenders);

    String _ = borrower.sendToRoom(pair.roomId(), "Is Saturday fine?");
    Looking.until(PATIENCE, () -> lenders.contains("Is Saturday fine?"));
    String _ = lender.sendToRoom(pair.roomId(), "It is");
    Looking.until(PATIENCE, () -> borrowers.contains("It is") && lenders.contains("It is"));

    assertThat(borrowers).isEqualTo(lenders).hasSize(3);
  }

  @Test
  void aBrowsersPageAndSocketAreSecureAndItComplainsOfNothing() {
    Pair pair = world.pair();
    try (Chromium chromium = Chromium.launch();
        ChatPage page =
            new ChatPage(chromium.browser(), world.state().page() + "/", "1280x800", "en-GB")) {
      page.signIn(pair.borrower().account().username(), pair.borrower().password());
      assertThat(page.node()).isNotBlank();
      page.openOnlyRoom();
      page.type("By wss");
      page.sendByEnter();
      page.shows("By wss", true);

      assertThat(page.evaluate("window.isSecureContext")).isEqualTo(true);
      assertThat(page.sockets()).isNotEmpty().allMatch(url -> url.startsWith("wss://127.0.0.1:"));
      assertThat(page.requests())
          .isNotEmpty()
          .allMatch(url -> url.startsWith("https://127.0.0.1:"));
      assertThat(page.complaints()).isEmpty();
    }
  }

  @Test
  void ticketsAndPolicyNameSecureSocketsAlone() throws Exception {
    assertThat(world.user("Somebody").api().ticket(null).url()).startsWith("wss://127.0.0.1:");
    String policy =
        get(world.state().page() + "/")
            .headers()
            .firstValue("Content-Security-Policy")
            .orElseThrow();
    assertThat(policy).contains("connect-src 'self' wss://127.0.0.1:* wss://localhost:*;");
  }

  /// Browsers would keep the whole of `localhost` to https.
  @Test
  void theLocalClusterDoesNotAskBrowsersToStay() throws Exception {
    assertThat(get(world.state().page() + "/").headers().map())
        .doesNotContainKey("strict-transport-security");
  }

  @Test
  void nobodyIsAnsweredInPlainText() {
    try (HttpClient http = HttpClient.newHttpClient()) {
      listeners()
          .forEach(listener -> {
            URI plain = URI.create("http://127.0.0.1:" + listener.getPort() + "/");
            assertThatThrownBy(() ->
                    http.send(HttpRequest.newBuilder(plain).build(), BodyHandlers.discarding()))
                .isInstanceOf(IOException.class);
          });
    }
  }

  @Test
  void oldProtocolsAreRefused() throws Exception {
    for (URI listener : listeners().toList()) {
      for (byte minor = 0; minor <= 2; minor++) { // SSL 3.0, TLS 1.0 and 1.1
        assertThat(ClientHello.answer(listener.getPort(), minor))
            .startsWith(ALERT)
            .endsWith(PROTOCOL_VERSION);
      }
      assertThat(ClientHello.answer(listener.getPort(), (byte) 3)).startsWith((byte) 22);
    }
  }

  @Test
  void suitesWithoutForwardSecrecyOrAuthenticatedEncryptionAreRefused() throws Exception {
    for (URI listener : listeners().toList()) {
      for (String suite :
          List.of(
              "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256",
              "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384",
              "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA")) {
        assertThatThrownBy(() -> handshake(listener.getPort(), "TLSv1.2", suite, null))
            .isInstanceOf(SSLHandshakeException.class);
      }
      handshake(listener.getPort(), "TLSv1.2", "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", null);
    }
  }

  /// A cheap message of a client must not make a server calculate for long.
  @Test
  void keyExchangeOverFiniteFieldsIsRefused() throws Exception {
    for (URI listener : listeners().toList()) {
      for (String group : List.of("ffdhe2048", "ffdhe8192")) {
        assertThatThrownBy(() -> handshake(listener.getPort(), "TLSv1.3", null, group))
            .isInstanceOf(SSLException.class)
            .hasMessageContaining("Received fatal alert");
      }
      handshake(listener.getPort(), "TLSv1.3", null, "x25519");
    }
  }

  @Test
  void keysAreTheirOwnersAlone() throws IOException {
    Path folder = Objects.requireNonNull(world.state().authority()).getParent();
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.toList())
          .hasSize(4)
          .allSatisfy(file ->
              assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                  .isEqualTo("rw-------"));
    }
  }

  private ChatClient client(User user, int gateway, List<String> shown) {
    return world.kept(
        ChatClient.start(
            world.sockets(),
            user.api(),
            user.credentials(),
            Settings.through(world.gateway(gateway)),
            new ChatListener() {
              @Override
              public void onMessage(Message message) {
                shown.add(message.text());
              }
            }));
  }

  private HttpResponse<Void> get(String url) throws Exception {
    try (HttpClient http = world.state().trust().http().build()) {
      return http.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.discarding());
    }
  }

  private void handshake(int port, String protocol, @Nullable String suite, @Nullable String group)
      throws IOException {
    var sockets = world.state().trust().context().getSocketFactory();
    try (var socket = (SSLSocket) sockets.createSocket("127.0.0.1", port)) {
      socket.setSoTimeout((int) PATIENCE.toMillis());
      var parameters = socket.getSSLParameters();
      parameters.setProtocols(new String[] {protocol});
      if (suite != null) {
        parameters.setCipherSuites(new String[] {suite});
      }
      if (group != null) {
        parameters.setNamedGroups(new String[] {group});
      }
      socket.setSSLParameters(parameters);
      socket.startHandshake();
    }
  }

  private Stream<URI> listeners() {
    ClusterState state = cluster.state();
    return Stream.of(
            state.gateways().stream().flatMap(n -> Stream.of(n.url(), n.management())),
            state.chatServices().stream()
                .flatMap(n -> Stream.of(n.url(), n.internal(), n.management())),
            state.persistenceServices().stream().map(n -> n.management()))
        .flatMap(urls -> urls)
        .map(URI::create);
  }
}
