package chat.maru.cluster.launcher;

import java.time.Duration;

/// Hears how a cluster comes up. Calls come from several threads.
public interface Progress {

  /// Says nothing.
  Progress SILENT =
      new Progress() {
        @Override
        public void starting(String name) {}

        @Override
        public void ready(String name, Duration took) {}

        @Override
        public void note(String text) {}
      };

  void starting(String name);

  void ready(String name, Duration took);

  void note(String text);
}
