package chat.maru.testkit.process;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/// Finds out by trying whether a program is there and allowed to do what is asked of it.
public final class Trial {
  private static final int PATIENCE_SECONDS = 5;

  private Trial() {}

  /// Whether the command ends well within five seconds; what it prints is dropped.
  public static boolean works(String... command) {
    try {
      Process trial =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return trial.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && trial.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
