package chat.maru.persistence;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/// Says in one sentence why the service did not start, instead of a stack trace.
class RefusedStartAnalyzer extends AbstractFailureAnalyzer<RefusedStartException> {
  @Override
  protected FailureAnalysis analyze(Throwable root, RefusedStartException cause) {
    return new FailureAnalysis(
        String.valueOf(cause.getMessage()),
        "Make the topics with three copies, two of them in sync and no unclean election, or accept"
            + " the loss of acknowledged messages with maru.topics.allow-under-replicated=true.",
        cause);
  }
}
