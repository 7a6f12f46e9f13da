package chat.maru.cluster.outage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/// What a gateway counts about its sessions.
final class GatewayMeters {
  private static final String TOO_SLOW = "reason=\"too_slow\"";

  private final HttpClient http = HttpClient.newHttpClient();
  private final HttpRequest metrics;

  GatewayMeters(String management) {
    metrics = HttpRequest.newBuilder(URI.create(management + "/actuator/prometheus")).build();
  }

  /// Sessions that were closed with 4408.
  int tooSlow() {
    try {
      return http.send(metrics, BodyHandlers.ofLines())
          .body()
          .filter(line -> line.startsWith("maru_gateway_closes_total") && line.contains(TOO_SLOW))
          .mapToInt(line -> (int) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
          .sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
