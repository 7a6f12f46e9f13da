package chat.maru.cluster.watch;

import chat.maru.testkit.process.Await;
import chat.maru.testkit.process.ChildCommand;
import chat.maru.testkit.process.ChildFailedException;
import chat.maru.testkit.process.ChildProcess;
import chat.maru.testkit.process.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The Prometheus of this machine, a process of its own on a free port of loopback. Where there is
/// none, the test is skipped with a printed reason, or fails when `-De2e.required=true`.
public final class Prometheus implements AutoCloseable {
  private static final String MISSING =
      "no prometheus on the PATH: run 'apt-get install prometheus'";
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final ChildProcess process;
  private final URI address;
  private final HttpClient http = HttpClient.newHttpClient();

  private Prometheus(ChildProcess process, URI address) {
    this.process = process;
    this.address = address;
  }

  /// Ready when this returns.
  ///
  /// @param folder empty; takes configuration, data and log
  public static Prometheus start(Path folder, Setup setup) {
    try {
      int port = Ports.free();
      List<String> line =
          List.of(
              program().toString(),
              "--config.file=" + setup.into(folder),
              "--storage.tsdb.path=" + folder.resolve("data"),
              "--web.listen-address=127.0.0.1:" + port,
              "--log.level=warn");
      var command =
          new ChildCommand(
              "prometheus",
              List.of(),
              line,
              Map.of(),
              folder,
              folder.resolve("prometheus.log"),
              "KILL");
      var server =
          new Prometheus(ChildProcess.start(command), URI.create("http://127.0.0.1:" + port));
      Await.ready(
          server.process,
          "readiness",
          Duration.ofSeconds(30),
          Duration.ofMillis(100),
          server::isReady);
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The labels of each element that an instant query finds; a query that is refused throws.
  public List<JsonNode> query(String query) {
    String encoded = URLEncoder.encode(query, StandardCharsets.UTF_8);
    return get("/api/v1/query?query=" + encoded).path("result").valueStream().toList();
  }

  /// The names of all series that it has.
  public Set<String> series() {
    return get("/api/v1/label/__name__/values")
        .valueStream()
        .map(JsonNode::asString)
        .collect(Collectors.toSet());
  }

  /// `up` or `down` by the target's label `node`.
  public Map<String, String> targets() {
    return get("/api/v1/targets?state=active")
        .path("activeTargets")
        .valueStream()
        .collect(
            Collectors.toMap(
                target -> target.path("labels").path("node").asString(),
                target -> target.path("health").asString()));
  }

  /// The labels of each alert that fires now.
  public List<Map<String, String>> firing() {
    return get("/api/v1/alerts")
        .path("alerts")
        .valueStream()
        .filter(alert -> alert.path("state").asString().equals("firing"))
        .map(alert ->
            alert
                .path("labels")
                .propertyStream()
                .collect(Collectors.toMap(Map.Entry::getKey, label -> label.getValue().asString())))
        .toList();
  }

  /// Asks until it is so; throws when it takes too long, and tells what fires instead.
  public void await(String what, BooleanSupplier so) {
    try {
      Await.ready(process, what, PATIENCE, Duration.ofMillis(250), so);
    } catch (ChildFailedException e) {
      throw new AssertionError(what + ": not within " + PATIENCE + "; fires: " + firing(), e);
    }
  }

  /// Asks until nothing is left; throws when it takes too long, and tells what is.
  public void awaitNone(String what, Supplier<? extends Collection<String>> left) {
    try {
      Await.ready(process, what, PATIENCE, Duration.ofMillis(500), () -> left.get().isEmpty());
    } catch (ChildFailedException e) {
      throw new AssertionError(what + " after " + PATIENCE + ": " + left.get(), e);
    }
  }

  @Override
  public void close() {
    process.stop(Duration.ofSeconds(10));
    http.close();
  }

  private boolean isReady() {
    try {
      return send("/-/ready").statusCode() == 200;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  private JsonNode get(String path) {
    HttpResponse<String> answer = send(path);
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(path + ": " + answer.statusCode() + " " + answer.body());
    }
    return MAPPER.readTree(answer.body()).path("data");
  }

  private HttpResponse<String> send(String path) {
    var request =
        HttpRequest.newBuilder(address.resolve(path)).timeout(Duration.ofSeconds(10)).build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path program() {
    Optional<Path> found =
        Stream.of(System.getenv("PATH").split(":"))
            .map(folder -> Path.of(folder, "prometheus"))
            .filter(Files::isExecutable)
            .findFirst();
    if (found.isEmpty()) {
      if (Boolean.getBoolean("e2e.required")) {
        throw new AssertionError(MISSING);
      }
      System.err.println("Tests with Prometheus are skipped: " + MISSING);
    }
    Assumptions.assumeTrue(found.isPresent(), MISSING);
    return found.orElseThrow();
  }
}
