package chat.maru.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.gateway.settings.GatewaySettings.PerAddress;
import chat.maru.limits.address.ClientAddress;
import chat.maru.limits.rate.Rate;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;

/// D9: one address and its sessions.
class AddressLimitsTest {
  private static final ClientAddress ONE = ClientAddress.of("192.0.2.1");
  private static final ClientAddress OTHER = ClientAddress.of("192.0.2.2");
  private static final ClientAddress OFFICE = ClientAddress.of("198.51.100.7");

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final AddressLimits limits =
      new AddressLimits(
          new PerAddress(Rate.of("1/h burst 10"), 2, List.of("198.51.100.0/24")),
          new LimitMeters(registry));

  @Test
  void anAddressHasSoManySessionsAndGetsOneMoreWhenOneEnds() {
    limits.opened(ONE);
    assertThat(limits.connect(ONE)).isZero();
    limits.opened(ONE);
    assertThat(limits.connect(ONE)).isPositive();
    assertThat(limits.connect(OTHER)).isZero();
    limits.closed(ONE);
    assertThat(limits.connect(ONE)).isZero();
    assertThat(refused("address_connections")).isEqualTo(1);
  }

  @Test
  void anAddressHasSoManyHandshakesAndAnExemptOneHasAll() {
    for (int i = 0; i < 10; i++) {
      assertThat(limits.connect(ONE)).isZero();
    }
    assertThat(limits.connect(ONE)).isPositive();
    for (int i = 0; i < 100; i++) {
      assertThat(limits.connect(OFFICE)).isZero();
      limits.opened(OFFICE);
    }
    assertThat(refused("address_handshakes")).isEqualTo(1);
    limits.closed(OFFICE); // was not counted, so nothing is to be taken off
    assertThat(limits.connect(OFFICE)).isZero();
  }

  private double refused(String limit) {
    return registry.get("maru.gateway.limited").tag("limit", limit).counter().count();
  }
}
