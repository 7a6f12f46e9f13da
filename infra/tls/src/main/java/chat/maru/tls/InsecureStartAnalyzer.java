package chat.maru.tls;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/// Says in one sentence why the service did not start, instead of a stack trace.
class InsecureStartAnalyzer extends AbstractFailureAnalyzer<InsecureStartException> {
  @Override
  protected FailureAnalysis analyze(Throwable root, InsecureStartException cause) {
    return new FailureAnalysis(String.valueOf(cause.getMessage()), cause.remedy(), cause);
  }
}
