package chat.maru.chat.issuer;

import chat.maru.contract.internal.InternalApi;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// The issuer's public keys (RFC 7517), and on the internal port the operators' command for new
/// ones.
@RestController
@ConditionalOnBooleanProperty(name = "maru.chat.embedded-issuer", matchIfMissing = true)
class JwksController {
  private final SigningKeys keys;
  private final KeyRotation rotation;

  JwksController(SigningKeys keys, KeyRotation rotation) {
    this.keys = keys;
    this.rotation = rotation;
  }

  @GetMapping("/.well-known/jwks.json")
  ResponseEntity<Map<String, Object>> keys() {
    return ResponseEntity.ok()
        .cacheControl(CacheControl.maxAge(Duration.ofMinutes(1)).cachePublic())
        .body(keys.published().toJSONObject());
  }

  /// @param withdraw the others are not to be trusted any more
  @PostMapping(InternalApi.SIGNING_KEYS)
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void rotate(@RequestParam(defaultValue = "false") boolean withdraw) {
    if (withdraw) {
      rotation.withdrawAll();
    } else {
      rotation.rotateNow();
    }
  }
}
