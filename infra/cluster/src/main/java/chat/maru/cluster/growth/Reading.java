package chat.maru.cluster.growth;

import static java.util.Objects.requireNonNull;

import chat.maru.cluster.load.Latency;
import chat.maru.cluster.load.Meters;
import chat.maru.cluster.load.Pacer;
import chat.maru.cluster.load.ProcessFigures;
import chat.maru.cluster.state.ClusterState;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/// Asks at a fixed rate, whatever becomes of the answers. Latency counts from the moment at which a
/// request was meant to be sent until its answer has been read whole.
final class Reading {
  private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(5);

  /// An answer with such a message is quick and no answer.
  private static final String UNREADABLE = "maru_history_unreadable_total";

  private static final Duration LEAD = Duration.ofMillis(200);

  private final ClusterState state;
  private final HttpClient http;
  private final Map<Question, Histogram> times = new EnumMap<>(Question.class);
  private final Map<String, LongAdder> failures = new ConcurrentHashMap<>();

  Reading(ClusterState state, HttpClient http) {
    this.state = state;
    this.http = http;
    for (Question question : Question.values()) {
      times.put(question, new ConcurrentHistogram(LONGEST_MICROS, 3));
    }
  }

  ReadFigures measure(Extent extent, GrowthOptions options) {
    Questions questions = new Questions(state, http, extent);
    Meters meters = new Meters(state);
    Map<String, Long> pids = ProcessFigures.pids(state);
    int first = options.warmup() * options.rate();
    int end = first + options.seconds() * options.rate();
    double before = meters.ofChatServices(UNREADABLE);
    Map<String, Long> cpu = Map.of();
    List<CompletableFuture<?>> open = new ArrayList<>();
    Pacer pacer = new Pacer(System.nanoTime() + LEAD.toNanos(), options.rate());
    for (int n = 0; n < end; n++) {
      if (n == first) {
        cpu = ProcessFigures.cpuMicros(pids);
      }
      Question question = questions.any();
      HttpRequest request = questions.request(question);
      long due = pacer.await(n);
      open.add(ask(question, request, due, n >= first));
      open.removeIf(CompletableFuture::isDone);
    }
    Map<String, Double> micros = each(cpu, ProcessFigures.cpuMicros(pids), end - first);
    CompletableFuture.allOf(open.toArray(CompletableFuture[]::new)).join();
    return new ReadFigures(
        extent,
        latencies(),
        failed(),
        Math.round(meters.ofChatServices(UNREADABLE) - before),
        micros);
  }

  private CompletableFuture<?> ask(
      Question question, HttpRequest request, long due, boolean counts) {
    return http.sendAsync(request, BodyHandlers.ofByteArray())
        .handle((answer, failure) -> {
          if (failure != null) {
            fail(question, failure.getClass().getSimpleName());
          } else if (answer.statusCode() != 200) {
            fail(question, Integer.toString(answer.statusCode()));
          } else if (counts) {
            long micros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - due);
            requireNonNull(times.get(question)).recordValue(Math.clamp(micros, 0, LONGEST_MICROS));
          }
          return answer;
        });
  }

  private void fail(Question question, String how) {
    failures.computeIfAbsent(question.label + ": " + how, _ -> new LongAdder()).increment();
  }

  private Map<String, Latency> latencies() {
    Map<String, Latency> latencies = new LinkedHashMap<>();
    times.forEach((question, micros) -> latencies.put(question.label, Latency.of(micros)));
    return latencies;
  }

  private Map<String, Long> failed() {
    Map<String, Long> counts = new TreeMap<>();
    failures.forEach((how, count) -> counts.put(how, count.sum()));
    return counts;
  }

  private static Map<String, Double> each(
      Map<String, Long> before, Map<String, Long> after, int requests) {
    Map<String, Double> micros = new LinkedHashMap<>();
    after.forEach(
        (name, cpu) -> micros.put(name, (cpu - before.getOrDefault(name, 0L)) / (double) requests));
    return micros;
  }
}
