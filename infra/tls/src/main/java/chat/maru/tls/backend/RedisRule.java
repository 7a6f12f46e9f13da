package chat.maru.tls.backend;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.core.env.PropertyResolver;

/// Redis by TLS and with a password.
record RedisRule(PropertyResolver settings) {
  private static final String PREFIX = "spring.data.redis.";

  List<Fault> faults() {
    return Stream.of(
            encrypted() ? null : "no TLS (expected: spring.data.redis.ssl.bundle or .ssl.enabled)",
            authenticated()
                ? null
                : "no password (expected: an ACL user's in spring.data.redis.username and"
                    + " .password)")
        .filter(Objects::nonNull)
        .map(what -> new Fault(Backend.REDIS, what))
        .toList();
  }

  private boolean encrypted() {
    String url = text("url");
    if (!url.isEmpty()) {
      return url.startsWith("rediss:");
    }
    String enabled = text("ssl.enabled");
    return enabled.isEmpty() ? !text("ssl.bundle").isEmpty() : Boolean.parseBoolean(enabled);
  }

  private boolean authenticated() {
    String url = text("url");
    return !text("password").isEmpty()
        || (!url.isEmpty()
            && URI.create(url).getUserInfo() instanceof String user
            && user.contains(":"));
  }

  private String text(String name) {
    return settings.getProperty(PREFIX + name, "");
  }
}
