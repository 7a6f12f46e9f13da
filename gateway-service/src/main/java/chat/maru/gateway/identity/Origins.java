package chat.maru.gateway.identity;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// From where browsers may connect (RFC 6455, section 10.2).
public record Origins(Set<String> allowed) {

  public Origins {
    allowed = Set.copyOf(allowed);
  }

  /// @param origin the header; what is not a browser sends none and passes
  public boolean permit(@Nullable String origin) {
    return origin == null || allowed.contains(origin);
  }
}
