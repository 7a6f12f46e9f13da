package chat.maru.gateway.redis;

/// Redis was never reached by this process yet.
public final class RedisAwayException extends RuntimeException {
  RedisAwayException() {
    super("Redis was not reached yet", null, false, false);
  }
}
