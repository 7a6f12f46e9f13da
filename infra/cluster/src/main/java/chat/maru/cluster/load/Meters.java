package chat.maru.cluster.load;

import chat.maru.cluster.state.ClusterState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.stream.Stream;

/// What a cluster's nodes count about themselves.
public final class Meters {
  private final ClusterState state;
  private final HttpClient http;

  public Meters(ClusterState state) {
    this.state = state;
    http = state.trust().http().build();
  }

  /// @param meter as Prometheus names it; all its series count
  public double ofChatServices(String meter) {
    return sum(state.chatServices().stream().map(ClusterState.ChatService::management), meter);
  }

  /// As [#ofChatServices].
  public double ofPersistenceServices(String meter) {
    return sum(
        state.persistenceServices().stream().map(ClusterState.PersistenceService::management),
        meter);
  }

  private double sum(Stream<String> nodes, String meter) {
    return nodes.mapToDouble(node -> sum(node, meter)).sum();
  }

  private double sum(String management, String meter) {
    URI metrics = URI.create(management + "/actuator/prometheus");
    try {
      return http.send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofLines())
          .body()
          .filter(line -> line.startsWith(meter + "{") || line.startsWith(meter + " "))
          .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
          .sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
