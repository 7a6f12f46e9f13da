package chat.maru.cluster.watch;

import com.google.protobuf.InvalidProtocolBufferException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/// A trace collector on loopback: takes OTLP over HTTP and keeps the spans.
///
/// @see <a href="https://opentelemetry.io/docs/specs/otlp/#otlphttp">OTLP/HTTP</a>
public final class Collector implements AutoCloseable {
  private static final HexFormat HEX = HexFormat.of();

  private final Queue<Recorded> spans = new ConcurrentLinkedQueue<>();
  private final HttpServer server;

  /// @param service the resource's `service.name`
  /// @param parent empty where a trace begins
  public record Recorded(
      String service,
      String name,
      String trace,
      String id,
      String parent,
      Map<String, String> attributes) {}

  public Collector() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v1/traces", this::take);
    server.start();
  }

  /// For `management.opentelemetry.tracing.export.otlp.endpoint`.
  public String endpoint() {
    return "http://127.0.0.1:%d/v1/traces".formatted(server.getAddress().getPort());
  }

  public List<Recorded> spans() {
    return List.copyOf(spans);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      ExportTraceServiceRequest.parseFrom(exchange.getRequestBody().readAllBytes())
          .getResourceSpansList()
          .forEach(this::keep);
      exchange.sendResponseHeaders(200, -1);
    } catch (InvalidProtocolBufferException e) {
      exchange.sendResponseHeaders(400, -1);
    }
  }

  private void keep(ResourceSpans of) {
    String service = attributes(of.getResource().getAttributesList()).get("service.name");
    of.getScopeSpansList().stream()
        .flatMap(scope -> scope.getSpansList().stream())
        .map(span -> recorded(service, span))
        .forEach(spans::add);
  }

  private static Recorded recorded(String service, Span span) {
    return new Recorded(
        service,
        span.getName(),
        HEX.formatHex(span.getTraceId().toByteArray()),
        HEX.formatHex(span.getSpanId().toByteArray()),
        HEX.formatHex(span.getParentSpanId().toByteArray()),
        attributes(span.getAttributesList()));
  }

  private static Map<String, String> attributes(List<KeyValue> list) {
    return list.stream()
        .collect(Collectors.toMap(KeyValue::getKey, pair -> pair.getValue().getStringValue()));
  }
}
