package chat.maru.cluster.launcher;

import java.time.Duration;

/// Hears how a cluster comes up and goes down. Calls come from several threads.
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

        @Override
        public void stopping() {}

        @Override
        public void stopped() {}
      };

  void starting(String name);

  void ready(String name, Duration took);

  void note(String text);

  /// Nothing more will be ready.
  void stopping();

  void stopped();
}
