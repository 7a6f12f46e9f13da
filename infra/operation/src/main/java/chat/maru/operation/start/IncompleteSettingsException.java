package chat.maru.operation.start;

import java.util.List;

/// A production node was not told all that it needs; the message has a line for each fault.
public final class IncompleteSettingsException extends RuntimeException {
  IncompleteSettingsException(String service, List<String> faults) {
    super(
        "%s does not start in production without:%n  %s"
            .formatted(service, String.join(System.lineSeparator() + "  ", faults)));
  }
}
