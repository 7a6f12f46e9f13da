package chat.maru.consumerkit.stage;

import java.io.IOException;
import java.nio.file.Path;

/// Named pipes, as POSIX systems have them.
final class Pipes {
  private Pipes() {}

  static void make(Path path) {
    try {
      int exit = new ProcessBuilder("mkfifo", path.toString()).start().waitFor();
      if (exit != 0) {
        throw new UnavailableException("mkfifo made no pipe at " + path, null);
      }
    } catch (IOException e) {
      throw new UnavailableException("this system has no mkfifo: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      throw UnavailableException.interrupted(e);
    }
  }
}
