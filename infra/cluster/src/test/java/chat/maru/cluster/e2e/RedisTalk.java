package chat.maru.cluster.e2e;

import chat.maru.testkit.server.RedisServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// Redis asked from outside the cluster, one connection a question.
final class RedisTalk {
  private static final int PATIENCE_MILLIS = 5_000;

  private RedisTalk() {}

  /// Forgets everything, with connections and subscriptions untouched.
  static void empty(RedisServer redis) {
    String answer = ask(redis, "FLUSHALL");
    if (!answer.equals("+OK")) {
      throw new IllegalStateException("FLUSHALL: " + answer);
    }
  }

  static void put(RedisServer redis, String key) {
    String answer = ask(redis, "SET " + key + " 1");
    if (!answer.equals("+OK")) {
      throw new IllegalStateException("SET: " + answer);
    }
  }

  /// Closes the connections of all who listen to a channel.
  static void cutSubscriptions(RedisServer redis) {
    String answer = ask(redis, "CLIENT KILL TYPE pubsub");
    if (!answer.startsWith(":") || answer.equals(":0")) {
      throw new IllegalStateException("CLIENT KILL: " + answer);
    }
  }

  /// Puts all that Redis holds into its dump, now.
  static void save(RedisServer redis) {
    String answer = ask(redis, "SAVE");
    if (!answer.equals("+OK")) {
      throw new IllegalStateException("SAVE: " + answer);
    }
  }

  static boolean has(RedisServer redis, String key) {
    return ask(redis, "EXISTS " + key).equals(":1");
  }

  /// @return the answer's first line, as it came
  private static String ask(RedisServer redis, String command) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(redis.host(), redis.port()), PATIENCE_MILLIS);
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
      return new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
          .readLine();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
