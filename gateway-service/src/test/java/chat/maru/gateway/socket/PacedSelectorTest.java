package chat.maru.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.gateway.congestion.LogPace;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.stream.IntStream;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.Test;

class PacedSelectorTest {
  private final LogPace pace = new LogPace();
  private final PacedSelector paced =
      new PacedSelector(new ServerConnector(new Server()).getSelectorManager(), 0, pace);

  @Test
  void betweenTwoLooksThatFindSomethingItRestsTwiceAsLongAsTheLogTakes() throws Exception {
    answersTake(Duration.ofMillis(3));
    assertThat(betweenTwoLooks()).isGreaterThanOrEqualTo(Duration.ofMillis(6));
  }

  @Test
  void theMoreWasAppendedSinceItsLastLookTheLongerItRests() throws Exception {
    assertThat(betweenTwoLooks(() -> append(3))).isGreaterThanOrEqualTo(Duration.ofMillis(6));
  }

  @Test
  void denseTrafficDoesNotHoldUpReading() throws Exception {
    assertThat(betweenTwoLooks(() -> append(100_000)))
        .isBetween(PacedSelector.LONGEST_REST, Duration.ofMinutes(1)); // far from three minutes
  }

  @Test
  void aLogThatHangsDoesNotHoldUpReading() throws Exception {
    answersTake(Duration.ofMinutes(3));
    assertThat(betweenTwoLooks())
        .isBetween(PacedSelector.LONGEST_REST, Duration.ofMinutes(1)); // far from the log's three
  }

  private void answersTake(Duration time) {
    for (int i = 0; i < 100; i++) {
      pace.answered(time.toNanos() + 1_000);
    }
  }

  private void append(int messages) {
    IntStream.range(0, messages).forEach(_ -> pace.appending());
  }

  private Duration betweenTwoLooks() throws Exception {
    return betweenTwoLooks(() -> {});
  }

  private Duration betweenTwoLooks(Runnable meanwhile) throws Exception {
    Pipe pipe = Pipe.open();
    try (Selector selector = Selector.open();
        Pipe.SourceChannel source = pipe.source();
        Pipe.SinkChannel sink = pipe.sink()) {
      source.configureBlocking(false).register(selector, SelectionKey.OP_READ);
      sink.write(ByteBuffer.wrap(new byte[1]));
      long first = System.nanoTime();
      assertThat(paced.nioSelect(selector, false)).isOne();
      selector.selectedKeys().clear();
      meanwhile.run();
      assertThat(paced.nioSelect(selector, false)).isOne();
      return Duration.ofNanos(System.nanoTime() - first);
    }
  }
}
