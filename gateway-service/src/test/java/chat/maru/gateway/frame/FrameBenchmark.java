package chat.maru.gateway.frame;

import chat.maru.contract.json.ContractJson;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// The frames of one message as sessions read and write them; UTF-8 is Jetty's work. Frames of many
/// messages take turns.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class FrameBenchmark {
  private static final int MESSAGES = 1_024;
  private static final Instant AT = Instant.parse("2026-11-22T06:00:00.123Z");

  /// 100 characters.
  public enum Text {
    LATIN("Is the tent free this weekend? "),
    KOREAN("이번 주말에 텐트를 빌릴 수 있을까요? ");

    private final String text;

    Text(String sentence) {
      this.text = sentence.repeat(5).substring(0, 100);
    }
  }

  @State(Scope.Thread)
  public static class Messages {
    private record Frames(String send, ServerFrame.Message message) {}

    @Param public Text text;

    private Frames[] frames;
    private int turn;

    @Setup
    public void make() {
      frames = IntStream.range(0, MESSAGES).mapToObj(this::frames).toArray(Frames[]::new);
    }

    private Frames frames(int seq) {
      UUID room = UUID.randomUUID();
      UUID id = UUID.randomUUID();
      Map<String, String> send =
          Map.of("type", "send", "id", id.toString(), "roomId", room.toString(), "text", text.text);
      return new Frames(
          ContractJson.mapper().writeValueAsString(send),
          new ServerFrame.Message(
              room, UUID.randomUUID(), seq, UUID.randomUUID(), id, text.text, AT, null));
    }

    private Frames next() {
      turn = (turn + 1) % MESSAGES;
      return frames[turn];
    }
  }

  @State(Scope.Thread)
  public static class Acks {
    private ServerFrame.Ack[] acks;
    private int turn;

    @Setup
    public void make() {
      acks =
          IntStream.range(0, MESSAGES)
              .mapToObj(_ ->
                  new ServerFrame.Ack(
                      UUID.randomUUID().toString(), UUID.randomUUID(), UUID.randomUUID()))
              .toArray(ServerFrame.Ack[]::new);
    }

    private ServerFrame.Ack next() {
      turn = (turn + 1) % MESSAGES;
      return acks[turn];
    }
  }

  @Benchmark
  public Decoded decodeSend(Messages messages) {
    return FrameDecoder.decode(messages.next().send());
  }

  @Benchmark
  public Outgoing encodeMessage(Messages messages) {
    return Outgoing.of(messages.next().message());
  }

  @Benchmark
  public Outgoing encodeAck(Acks acks) {
    return Outgoing.of(acks.next());
  }
}
