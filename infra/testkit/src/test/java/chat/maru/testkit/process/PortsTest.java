package chat.maru.testkit.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PortsTest {
  private static final int ALL = 12_000;

  @Test
  void aPortComesAgainOnlyAfterAllOthers() {
    int length = 200;
    List<Integer> blocks =
        Stream.generate(() -> Ports.freeBlock(length)).limit(2 * ALL / length).toList();

    int oneTurn = ALL / length - 2;
    assertThat(blocks.subList(0, oneTurn).stream().sorted().toList())
        .satisfies(sorted ->
            assertThat(IntStream.range(1, oneTurn))
                .allMatch(i -> sorted.get(i) - sorted.get(i - 1) >= length));
    assertThat(blocks).allMatch(base -> base >= 20_000 && base + length <= 32_000);
  }

  @Test
  void aBlockHasNoPortThatIsInUse() throws Exception {
    try (ServerSocket used = listener()) {
      int base = Ports.freeBlock(3);
      assertThat(IntStream.range(base, base + 3)).doesNotContain(used.getLocalPort());
      assertThat(Ports.isFree(used.getLocalPort())).isFalse();
    }
  }

  @Test
  void moreThanThereAreIsRefused() {
    assertThatThrownBy(() -> Ports.freeBlock(ALL + 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("free ports: not 12001 in a row (expected: some between 20000 and 32000)");
  }

  /// On the second of the ports whose turn comes next.
  private static ServerSocket listener() throws IOException {
    int next = Ports.free() + 2;
    return new ServerSocket(next, 1, InetAddress.getLoopbackAddress());
  }
}
