package chat.maru.operation.start;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/// Says what is missing instead of showing a stack trace.
class IncompleteSettingsAnalyzer extends AbstractFailureAnalyzer<IncompleteSettingsException> {
  @Override
  protected FailureAnalysis analyze(Throwable root, IncompleteSettingsException cause) {
    return new FailureAnalysis(
        String.valueOf(cause.getMessage()),
        "Set them as docs/deployment.md says; secrets come as files. There are no defaults in"
            + " production.",
        cause);
  }
}
