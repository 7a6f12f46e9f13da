package chat.maru.contract.node;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.UUID;

/// Every Redis key of the cluster with its life time.
public final class RedisKeys {
  public static final String NODES = "maru:nodes";
  public static final Duration LEASE = Duration.ofSeconds(10);

  /// By this a node finds out that Redis forgot everything; sessions are told within 2 s (D5), of
  /// which the spread of `resync` takes up to one.
  public static final Duration LEASE_RENEWAL = Duration.ofMillis(500);

  public static final Duration TICKET = Duration.ofSeconds(30);
  public static final Duration SESSIONS = Duration.ofHours(24);
  public static final Duration SEEN = Duration.ofDays(30);
  public static final Duration WATCHERS = Duration.ofHours(1);

  private RedisKeys() {}

  public static String sessions(UUID userId) {
    return "maru:sessions:" + userId;
  }

  public static String node(String nodeId) {
    return "maru:node:" + nodeId;
  }

  /// Holds the ticket's hash, so that whoever reads Redis can't use it.
  public static String ticket(String ticket) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(ticket.getBytes(StandardCharsets.UTF_8));
      return "maru:ticket:" + HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every Java platform", e);
    }
  }

  public static String seen(UUID userId) {
    return "maru:seen:" + userId;
  }

  public static String watchers(UUID userId) {
    return "maru:watchers:" + userId;
  }
}
