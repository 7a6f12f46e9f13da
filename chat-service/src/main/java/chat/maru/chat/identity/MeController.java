package chat.maru.chat.identity;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// Who am I?
@RestController
class MeController {
  private final Acquaintance acquaintance;

  MeController(Acquaintance acquaintance) {
    this.acquaintance = acquaintance;
  }

  @GetMapping("/api/me")
  Me me(Caller caller) {
    User user = acquaintance.with(caller);
    return new Me(user.id(), user.username(), user.displayName());
  }

  /// @param username null for a user of another issuer
  record Me(UUID userId, @Nullable String username, String displayName) {}
}
