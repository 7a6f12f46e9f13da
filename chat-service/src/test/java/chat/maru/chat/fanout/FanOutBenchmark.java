package chat.maru.chat.fanout;

import chat.maru.chat.directory.Devices;
import chat.maru.chat.directory.Publication;
import chat.maru.chat.stream.StreamRecord;
import chat.maru.contract.cipher.WrappedKey;
import chat.maru.contract.json.ContractJson;
import chat.maru.contract.node.NodeAddress;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
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
import org.openjdk.jmh.infra.Blackhole;

/// One batch of the public stream on its way to the nodes, in nanoseconds for the batch, without
/// Redis and the key store: their answers are there. Each event is a message of 100 characters in
/// another room; both members are connected, every fourth of them with two devices, over four
/// nodes.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class FanOutBenchmark {
  private static final List<NodeAddress> NODES =
      IntStream.rangeClosed(1, 4).mapToObj(i -> new NodeAddress("gateway-" + i, "a")).toList();

  private static final Instant AT = Instant.parse("2026-11-22T06:00:00.456Z");

  @Param({"1", "16", "256"})
  public int events;

  private final FanOutMeters meters = new FanOutMeters(new SimpleMeterRegistry());
  private List<ConsumerRecord<String, byte[]>> records;
  private List<Told> batch;
  private Devices devices;
  private Map<String, WrappedKey> keys;

  @Setup
  public void connectAllMembers() {
    records = StreamOfMessages.records(events);
    batch = read();
    Map<UUID, Map<String, NodeAddress>> sessions = new HashMap<>();
    FanOutPlan.recipients(batch).forEach(user -> sessions.put(user, devices(sessions.size())));
    devices = new Devices(sessions);
    keys =
        FanOutPlan.keys(batch, devices).stream()
            .collect(Collectors.toMap(id -> id, id -> new WrappedKey(id, new byte[97])));
  }

  /// Who and which keys are to be asked for, and, with the answers, which node is told what.
  @Benchmark
  public List<Publication> plan(Blackhole questions) {
    return plan(batch, questions);
  }

  /// All of it, from the bytes of the records to the bytes of the publishes, meters included. It
  /// needs so much compiled that three seconds of warm-up leave it three times as slow.
  @Benchmark
  @Warmup(iterations = 8, time = 1)
  public void tell(Blackhole sink) {
    TellSteps steps = TellSteps.begin(read(), ObservationRegistry.NOOP);
    List<Publication> publications = plan(steps.batch(), sink);
    meters.planned(events, publications.size());
    for (Publication publication : publications) {
      sink.consume(ContractJson.mapper().writeValueAsBytes(publication.batch()));
    }
    meters.told(steps.batch(), devices, AT);
    steps.end();
  }

  private List<Publication> plan(List<Told> batch, Blackhole questions) {
    questions.consume(FanOutPlan.recipients(batch));
    questions.consume(FanOutPlan.keys(batch, devices));
    return FanOutPlan.of(batch, devices, AT, keys);
  }

  private List<Told> read() {
    List<Told> told = new ArrayList<>(records.size());
    for (ConsumerRecord<String, byte[]> record : records) {
      StreamRecord.Event read = (StreamRecord.Event) StreamRecord.read(record);
      told.add(new Told(read.event(), Instant.ofEpochMilli(record.timestamp()), read.origin()));
    }
    return told;
  }

  private static Map<String, NodeAddress> devices(int user) {
    NodeAddress first = NODES.get(user % NODES.size());
    NodeAddress second = NODES.get(user / NODES.size() % NODES.size());
    return user % 4 == 0 ? Map.of("a", first, "b", second) : Map.of("a", first);
  }
}
