package chat.maru.cluster.launcher;

import chat.maru.testkit.process.ChildFailedException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/// `java -jar cluster.jar`: starts the cluster, tells where it is, and stops it when asked or when
/// a part of it dies.
///
/// Exit codes: 0 help, 1 no cluster (one line on standard error says why), 2 wrong options; after
/// Ctrl-C or a `kill` what the JVM makes of the signal.
final class Cluster {

  private static final int FAILED = 1;
  private static final int MISUSED = 2;

  private Cluster() {}

  public static void main(String[] arguments) {
    // Paths and demo data are not ASCII, whatever the terminal's language setting says.
    System.setOut(utf8(FileDescriptor.out));
    System.setErr(utf8(FileDescriptor.err));
    try {
      switch (CommandLine.parse(List.of(arguments), Repository.find().data())) {
        case CommandLine.Help _ -> System.out.print(CommandLine.HELP);
        case CommandLine.Wrong(var why) -> {
          fail(why + "; --help shows the options");
          System.exit(MISUSED);
        }
        case CommandLine.Start start -> run(start);
      }
    } catch (ClusterException | ChildFailedException e) {
      fail(String.valueOf(e.getMessage()));
      System.exit(FAILED);
    }
  }

  private static void run(CommandLine.Start start) {
    var options = start.options();
    var progress = new ConsoleProgress(System.out, System.console() != null);
    System.out.printf(
        "Maru starts on ports %d to %d of this machine; data in %s%n",
        options.portBase(), options.portBase() + PortPlan.HIGHEST_OFFSET, options.data());
    long begin = System.nanoTime();
    LocalCluster cluster;
    try {
      cluster = LocalCluster.start(options, progress);
    } finally {
      progress.finish();
    }
    System.out.println(
        Welcome.text(cluster.state(), cluster.logs(), Duration.ofNanos(System.nanoTime() - begin)));
    watch(cluster, start.keepGoing());
  }

  private static void watch(LocalCluster cluster, boolean keepGoing) {
    try {
      while (true) {
        ChildFailedException death = cluster.awaitDeath();
        fail(String.valueOf(death.getMessage()));
        if (!keepGoing) {
          cluster.close();
          System.exit(FAILED);
        }
      }
    } catch (InterruptedException e) {
      cluster.close();
    }
  }

  private static void fail(String why) {
    System.err.println("error: " + why.lines().findFirst().orElse(why));
  }

  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }
}
