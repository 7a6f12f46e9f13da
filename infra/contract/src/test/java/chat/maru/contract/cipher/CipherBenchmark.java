package chat.maru.contract.cipher;

import chat.maru.contract.key.OpenedKeys;
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

/// Sealing and opening the text of one message, its key unwrapped before and found again. Messages
/// of many rooms take turns, each room with a key of its own.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CipherBenchmark {
  private static final int ROOMS = 1_024;

  /// 100 characters.
  public enum Text {
    LATIN("Is the tent free this weekend? "),
    KOREAN("이번 주말에 텐트를 빌릴 수 있을까요? ");

    private final String text;

    Text(String sentence) {
      this.text = sentence.repeat(5).substring(0, 100);
    }
  }

  private record Message(WrappedKey key, UUID roomId, UUID messageId, SealedText sealed) {}

  @Param("LATIN")
  public Text text;

  private OpenedKeys keys;
  private Message[] messages;
  private int turn;

  @Setup
  public void sealOneInEachRoom() {
    Keyring keyring = Keyring.generate();
    keys = new OpenedKeys(() -> keyring);
    messages = IntStream.range(0, ROOMS).mapToObj(_ -> message(keyring)).toArray(Message[]::new);
  }

  @Benchmark
  public SealedText seal() {
    Message message = next();
    return keys.of(message.key()).seal(message.roomId(), message.messageId(), text.text);
  }

  @Benchmark
  public String open() {
    Message message = next();
    return keys.of(message.key())
        .open(message.roomId(), message.messageId(), message.sealed().content());
  }

  private Message message(Keyring keyring) {
    WrappedKey key = keyring.newDataKey();
    UUID roomId = UUID.randomUUID();
    UUID messageId = UUID.randomUUID();
    return new Message(key, roomId, messageId, keys.of(key).seal(roomId, messageId, text.text));
  }

  private Message next() {
    turn = (turn + 1) % ROOMS;
    return messages[turn];
  }
}
