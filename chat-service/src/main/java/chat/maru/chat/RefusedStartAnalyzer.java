package chat.maru.chat;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/// Says in one sentence why the service did not start, instead of a stack trace.
class RefusedStartAnalyzer extends AbstractFailureAnalyzer<RefusedStartException> {
  @Override
  protected FailureAnalysis analyze(Throwable root, RefusedStartException cause) {
    return new FailureAnalysis(
        String.valueOf(cause.getMessage()),
        "Let the setting name a readable file that `infra/up` or a deploy job made.",
        cause);
  }
}
