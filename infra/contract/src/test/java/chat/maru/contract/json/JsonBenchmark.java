package chat.maru.contract.json;

import chat.maru.contract.cipher.WrappedKey;
import chat.maru.contract.event.Content;
import chat.maru.contract.event.InboundEvent;
import chat.maru.contract.event.MessageAccepted;
import chat.maru.contract.event.MessageStored;
import chat.maru.contract.id.Ids;
import chat.maru.contract.node.NodeBatch;
import chat.maru.contract.node.NodeMessage.Deliver;
import chat.maru.contract.node.NodeMessage.Origin;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// The JSON of one message of 100 characters between processes: the record of the inbound log, and
/// what its nodes are told of it, in a batch of its own. Many messages take turns.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class JsonBenchmark {
  private static final int MESSAGES = 1_024;
  private static final Instant AT = Instant.parse("2026-11-22T06:00:00.123Z");
  private static final String TRACEPARENT =
      "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00";

  private record Message(
      MessageAccepted accepted, byte[] record, NodeBatch told, byte[] publication) {}

  private Message[] messages;
  private int turn;

  @Setup
  public void makeMessages() {
    messages = IntStream.range(0, MESSAGES).mapToObj(_ -> message()).toArray(Message[]::new);
  }

  @Benchmark
  public byte[] writeRecord() {
    return ContractJson.mapper().writeValueAsBytes(next().accepted());
  }

  @Benchmark
  public InboundEvent readRecord() {
    return ContractJson.mapper().readValue(next().record(), InboundEvent.class);
  }

  @Benchmark
  public byte[] writePublication() {
    return ContractJson.mapper().writeValueAsBytes(next().told());
  }

  @Benchmark
  public NodeBatch readPublication() {
    return ContractJson.mapper().readValue(next().publication(), NodeBatch.class);
  }

  private static Message message() {
    MessageAccepted accepted = accepted(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID());
    NodeBatch told = told(accepted);
    return new Message(
        accepted,
        ContractJson.mapper().writeValueAsBytes(accepted),
        told,
        ContractJson.mapper().writeValueAsBytes(told));
  }

  private static MessageAccepted accepted(UUID postId, UUID borrowerId, UUID clientMessageId) {
    UUID roomId = Ids.roomId(postId, borrowerId);
    return new MessageAccepted(
        roomId,
        Ids.messageId(roomId, borrowerId, clientMessageId),
        borrowerId,
        clientMessageId,
        postId,
        borrowerId,
        UUID.randomUUID(),
        new Content(UUID.randomUUID().toString(), random(128)),
        random(16),
        AT);
  }

  private static NodeBatch told(MessageAccepted m) {
    MessageStored stored =
        new MessageStored(
            m.roomId(),
            m.messageId(),
            7,
            m.senderId(),
            m.clientMessageId(),
            m.postId(),
            m.borrowerId(),
            m.lenderId(),
            m.content(),
            m.digest(),
            AT);
    return new NodeBatch(
        List.of(
            new Deliver(
                List.of(m.borrowerId(), m.lenderId()), stored, new Origin(AT, TRACEPARENT))),
        AT,
        List.of(new WrappedKey(m.content().keyId(), random(97))));
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    ThreadLocalRandom.current().nextBytes(bytes);
    return bytes;
  }

  private Message next() {
    turn = (turn + 1) % MESSAGES;
    return messages[turn];
  }
}
