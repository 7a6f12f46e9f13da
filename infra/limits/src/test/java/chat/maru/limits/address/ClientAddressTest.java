package chat.maru.limits.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAddressTest {
  @ParameterizedTest
  @CsvSource({
    "192.0.2.7, 192.0.2.7, true",
    "192.0.2.7, 192.0.2.8, false",
    "192.0.2.7, ::ffff:192.0.2.7, true",
    "2001:db8:1:2::1, [2001:db8:1:2:ffff::9], true",
    "2001:db8:1:2::1, 2001:db8:1:3::1, false",
    "fe80::1%eth0, fe80::2, true",
    "unknown, _hidden, true"
  })
  void oneCustomerIsOneAddress(String one, String other, boolean same) {
    assertThat(ClientAddress.of(one).equals(ClientAddress.of(other))).isEqualTo(same);
  }

  @Test
  void exemptAreTheListedNetworksAndNoOthers() {
    var exempt = new ExemptNetworks(List.of("127.0.0.0/8", "::1", "2001:db8::/32"));
    for (String inside : List.of("127.0.0.1", "127.9.9.9", "[::1]", "2001:db8:7::1")) {
      assertThat(exempt.contains(ClientAddress.of(inside))).as(inside).isTrue();
    }
    for (String outside : List.of("126.0.0.1", "::2", "2001:db9::1", "unknown")) {
      assertThat(exempt.contains(ClientAddress.of(outside))).as(outside).isFalse();
    }
    assertThat(new ExemptNetworks(List.of()).contains(ClientAddress.of("127.0.0.1"))).isFalse();
    assertThatThrownBy(() -> new ExemptNetworks(List.of("my office")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
