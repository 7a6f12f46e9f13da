package chat.maru.cluster.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How much of another JVM's heap is alive, asked through the JDK's own `jcmd`.
public final class LiveHeap {
  /// The generations as Serial, Parallel and G1 print them; metaspace is no heap.
  private static final Pattern USED =
      Pattern.compile(
          "^ *(?:def new generation|DefNew|tenured generation|Tenured|PSYoungGen|ParOldGen"
              + "|garbage-first heap) .*?used (\\d+)K",
          Pattern.MULTILINE | Pattern.CASE_INSENSITIVE);

  private static final Path JCMD = Path.of(System.getProperty("java.home"), "bin", "jcmd");

  private final long pid;

  public LiveHeap(long pid) {
    this.pid = pid;
  }

  /// Collects twice, because references and their queues take two rounds, and looks.
  public long bytes() {
    String _ = ask("GC.run");
    String _ = ask("GC.run");
    return usedIn(ask("GC.heap_info"));
  }

  static long usedIn(String heapInfo) {
    Matcher used = USED.matcher(heapInfo);
    long kilobytes = 0;
    boolean found = false;
    while (used.find()) {
      found = true;
      kilobytes += Long.parseLong(used.group(1));
    }
    if (!found) {
      throw new IllegalStateException("GC.heap_info: " + heapInfo + " (expected: used …K)");
    }
    return kilobytes * 1024;
  }

  private String ask(String command) {
    try {
      Process jcmd =
          new ProcessBuilder(JCMD.toString(), Long.toString(pid), command)
              .redirectErrorStream(true)
              .start();
      String answer = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (jcmd.waitFor() != 0) {
        throw new IllegalStateException("jcmd " + pid + " " + command + ": " + answer);
      }
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
