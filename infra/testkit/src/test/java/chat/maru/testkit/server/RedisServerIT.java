package chat.maru.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.maru.testkit.process.Ports;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RedisServerIT {

  @TempDir Path folder;

  @Test
  void whatWasWrittenSurvivesKillNineAndFreezingOnlyDelays() throws Exception {
    try (var redis = RedisServer.start(options())) {
      assertThat(call(redis, "SET word maru")).isEqualTo("+OK");
      long first = redis.pid();

      redis.kill();
      assertThat(redis.isAlive()).isFalse();
      redis.restart();

      assertThat(redis.pid()).isNotEqualTo(first);
      assertThat(call(redis, "STRLEN word")).isEqualTo(":4");
      redis.freeze();
      assertThatThrownBy(() -> call(redis, "STRLEN word", 500))
          .isInstanceOf(SocketTimeoutException.class);
      redis.thaw();
      assertThat(call(redis, "STRLEN word")).isEqualTo(":4");
    }
  }

  @Test
  void startsEmptyWhenAskedTo() throws Exception {
    try (var redis = RedisServer.start(options())) {
      assertThat(call(redis, "SET word maru")).isEqualTo("+OK");

      redis.restartEmpty();

      assertThat(call(redis, "EXISTS word")).isEqualTo(":0");
    }
  }

  @Test
  void answersAgainOnlyOnceItIsThawed() throws Exception {
    try (var redis = RedisServer.start(options())) {
      redis.freeze();
      var answer = CompletableFuture.runAsync(redis::awaitAnswer);
      assertThatThrownBy(() -> answer.get(500, TimeUnit.MILLISECONDS))
          .isInstanceOf(TimeoutException.class);
      redis.thaw();
      answer.get(20, TimeUnit.SECONDS);
    }
  }

  @Test
  void showsTheProcessOfEveryRestart() {
    var seen = new ArrayList<Long>();
    try (var redis = RedisServer.start(options())) {
      redis.watchedBy(process -> seen.add(process.pid()));
      long first = redis.pid();
      redis.restart();
      assertThat(seen).containsExactly(first, redis.pid()).doesNotHaveDuplicates();
    }
  }

  private ServerOptions options() {
    return new ServerOptions(
        folder.resolve("with space"),
        Ports.free(),
        folder.resolve("redis.log"),
        ServerOptions.Durability.DURABLE);
  }

  private static String call(RedisServer redis, String command) throws Exception {
    return call(redis, command, 20_000);
  }

  private static String call(RedisServer redis, String command, int patienceMillis)
      throws Exception {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), redis.port()), 1_000);
      socket.setSoTimeout(patienceMillis);
      socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
      var answer = new StringBuilder();
      for (int c = socket.getInputStream().read();
          c != '\r' && c >= 0;
          c = socket.getInputStream().read()) {
        answer.append((char) c);
      }
      return answer.toString();
    }
  }
}
