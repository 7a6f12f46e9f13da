package chat.maru.consumerkit.check;

import chat.maru.consumerkit.stage.Broker;
import chat.maru.consumerkit.stage.Settings;
import chat.maru.consumerkit.stage.Stage;
import chat.maru.consumerkit.stage.UnavailableException;
import chat.maru.consumerkit.verdict.CheckReport;
import chat.maru.consumerkit.verdict.Finding;
import chat.maru.consumerkit.verdict.Rule;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Runs a consumer against a broker and tells which rules it breaks.
///
/// It sees what the consumer tells in `MARU_EFFECTS`, what its group commits, and whether its
/// process lives: a consumer that tells what it has not done is not found out.
///
/// ```java
/// new ConsumerCheck(settings).run().assertPassed();
/// ```
public final class ConsumerCheck {
  private static final int RUN_ID_DIGITS = 8;

  private final Settings settings;
  private final Clock clock;
  private final String runId = UUID.randomUUID().toString().substring(0, RUN_ID_DIGITS);

  public ConsumerCheck(Settings settings) {
    this(settings, Clock.systemUTC());
  }

  ConsumerCheck(Settings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /// Plays all scenes; only the first one when that shows that the consumer does not do its plain
  /// work.
  ///
  /// @throws UnavailableException when the check itself can't go on, as without a broker
  public CheckReport run() {
    try (Broker broker = new Broker(settings)) {
      broker.connect();
      List<Finding> findings = new ArrayList<>(play(broker, Scene.STREAM));
      boolean works = findings.stream().noneMatch(finding -> finding.rule() == Rule.EFFECTS);
      if (works) {
        findings.addAll(playOthers(broker));
      }
      Set<Rule> judged = works ? EnumSet.allOf(Rule.class) : Set.of();
      return CheckReport.of(findings, judged, folder().toString());
    }
  }

  private List<Finding> playOthers(Broker broker) {
    try (ExecutorService players = Executors.newFixedThreadPool(settings.atOnce())) {
      List<Future<List<Finding>>> playing =
          EnumSet.complementOf(EnumSet.of(Scene.STREAM)).stream()
              .map(scene -> players.submit(() -> play(broker, scene)))
              .toList();
      List<Finding> findings = new ArrayList<>();
      for (Future<List<Finding>> scene : playing) {
        findings.addAll(scene.get());
      }
      return findings;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof UnavailableException cause
          ? cause
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnavailableException("interrupted", e);
    }
  }

  /// Of this run alone: what an earlier one has stored is none of its.
  private Path folder() {
    return settings.folder().resolve(runId);
  }

  private List<Finding> play(Broker broker, Scene scene) {
    String name = "%s.%s.%s".formatted(settings.prefix(), runId, scene.id());
    try (Stage stage = new Stage(broker, settings, name, folder().resolve(scene.id()), clock)) {
      return scene.play(stage);
    }
  }
}
