package chat.maru.chat.directory;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.contract.node.NodeAddress;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DevicesTest {
  private static final NodeAddress ONE = new NodeAddress("gw-1", "a");
  private static final NodeAddress TWO = new NodeAddress("gw-2", "b");
  private static final UUID BORROWER = UUID.randomUUID();
  private static final UUID LENDER = UUID.randomUUID();

  private final Devices devices =
      new Devices(Map.of(BORROWER, Map.of("s1", ONE), LENDER, Map.of("s2", ONE, "s3", TWO)));

  @Test
  void aNodesUsersAreThoseWithASessionOnThisLifeOfIt() {
    assertThat(devices.usersOf(ONE)).isEqualTo(Set.of(BORROWER, LENDER));
    assertThat(devices.usersOf(TWO)).isEqualTo(Set.of(LENDER));
    assertThat(devices.usersOf(new NodeAddress("gw-2", "newer"))).isEmpty();
  }

  @Test
  void aUsersSessionsOnANodeAreNoOthers() {
    assertThat(devices.sessionsOn(ONE, LENDER)).isEqualTo(Set.of("s2"));
    assertThat(devices.sessionsOn(TWO, LENDER)).isEqualTo(Set.of("s3"));
    assertThat(devices.sessionsOn(TWO, BORROWER)).isEmpty();
  }
}
