package chat.maru.cluster.launcher;

import chat.maru.testkit.process.Await;
import chat.maru.testkit.process.ChildCommand;
import chat.maru.testkit.process.ChildProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;

/// One node of a service that a test can hurt. Name, addresses and log stay through [#restart()];
/// pid and process change.
///
/// Not thread-safe in its changes: one thread stops, kills, freezes or restarts a node at a time.
/// Reading is free.
public final class ServiceProcess {

  private static final Duration PATIENCE = Duration.ofSeconds(240);

  private final ChildCommand command;
  private final URI management;
  private final HttpClient http;
  private final Function<ChildCommand, ChildProcess> starter;
  private final Duration farewell;
  private volatile ChildProcess child;

  /// @param farewell how long it may take to end
  /// @param starter makes the process and watches over it
  ServiceProcess(
      ChildCommand command,
      URI management,
      HttpClient http,
      Duration farewell,
      Function<ChildCommand, ChildProcess> starter) {
    this.command = command;
    this.management = management;
    this.http = http;
    this.farewell = farewell;
    this.starter = starter;
    this.child = starter.apply(command);
  }

  public String name() {
    return command.name();
  }

  public long pid() {
    return child.pid();
  }

  public Path log() {
    return command.log();
  }

  /// Base URL of `/actuator`.
  public URI management() {
    return management;
  }

  public boolean isAlive() {
    return child.isAlive();
  }

  /// Whether it says of itself that it is ready, now.
  public boolean isReady() {
    try {
      var request =
          HttpRequest.newBuilder(management.resolve("/actuator/health/readiness"))
              .timeout(Duration.ofSeconds(5))
              .build();
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// Waits until it is ready; throws in one line when it dies or takes too long.
  public void awaitReady() {
    Await.ready(child, "readiness", PATIENCE, Duration.ofMillis(100), this::isReady);
  }

  /// SIGTERM, which drains it; killed when that takes too long. Returns whether it ended by itself.
  public boolean stop() {
    return child.stop(farewell);
  }

  /// `kill -9`.
  public void kill() {
    child.kill();
  }

  /// SIGSTOP: its sockets stay open and answer nothing.
  public void freeze() {
    child.freeze();
  }

  public void thaw() {
    child.thaw();
  }

  /// Drains it when it runs, starts it anew, and returns when it is ready.
  public void restart() {
    startAgain();
    awaitReady();
  }

  /// As [#restart()] but returns at once.
  public void startAgain() {
    stop();
    child = starter.apply(command);
  }
}
