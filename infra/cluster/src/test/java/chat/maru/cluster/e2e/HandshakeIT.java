package chat.maru.cluster.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import chat.maru.cluster.client.api.SocketTicket;
import chat.maru.cluster.client.wire.Handshake;
import chat.maru.cluster.client.wire.HandshakeRefusedException;
import chat.maru.cluster.client.wire.RawSession;
import chat.maru.cluster.client.wire.ServerFrame;
import chat.maru.cluster.launcher.LocalCluster;
import chat.maru.cluster.launcher.WithCluster;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// D13: who gets in, and who does not.
@WithCluster
@Timeout(value = 60, threadMode = SEPARATE_THREAD)
class HandshakeIT {
  private final World world;
  private User user;

  HandshakeIT(LocalCluster cluster) {
    world = new World(cluster.state());
  }

  @BeforeEach
  void register() {
    user = world.user("Somebody");
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void aTicketOpensTheGatewayItNamesOnce() {
    SocketTicket ticket = user.api().ticket("gateway-2");
    Handshake handshake = Handshake.withTicket(URI.create(ticket.url()), ticket.ticket());
    RawSession session = world.link(handshake);
    ServerFrame.Welcome welcome = session.await(ServerFrame.Welcome.class);
    assertThat(welcome.node()).isEqualTo("gateway-2");
    assertThat(welcome.userId()).isEqualTo(user.id());
    refused(401, handshake);
  }

  @Test
  void aTicketIsGoodAtTheOtherGatewayToo() {
    SocketTicket ticket = user.api().ticket("gateway-2");
    RawSession session = world.link(Handshake.withTicket(world.gateway(1), ticket.ticket()));
    assertThat(session.await(ServerFrame.Welcome.class).node()).isEqualTo("gateway-1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense", ""})
  void aTicketThatNobodyGaveOpensNothing(String ticket) {
    refused(401, Handshake.withTicket(world.gateway(1), ticket));
  }

  @Test
  void aTokenThatIsNotOursOpensNothing() {
    String token = user.token();
    String signature = token.substring(token.lastIndexOf('.') + 1);
    String forged = token.replace(signature, new StringBuilder(signature).reverse());
    refused(401, Handshake.withToken(world.gateway(1), forged));
    refused(401, Handshake.withToken(world.gateway(1), "nonsense"));
    refused(401, Handshake.withToken(world.gateway(1), unsigned(token)));
    refused(401, new Handshake(world.gateway(1), null, null));
  }

  @Test
  void aPageFromElsewhereMayNotConnect() {
    Handshake handshake = Handshake.withToken(world.gateway(1), user.token());
    refused(403, handshake.from("https://evil.example"));
    refused(403, handshake.from("null"));
    RawSession session = world.link(handshake.from(world.state().page()));
    ServerFrame.Welcome _ = session.await(ServerFrame.Welcome.class);
  }

  private void refused(int status, Handshake handshake) {
    assertThatThrownBy(() -> world.link(handshake))
        .isInstanceOfSatisfying(
            HandshakeRefusedException.class, e -> assertThat(e.status()).isEqualTo(status));
  }

  private static String unsigned(String token) {
    String claims = token.split("\\.")[1];
    return "eyJhbGciOiJub25lIn0." + claims + ".";
  }
}
