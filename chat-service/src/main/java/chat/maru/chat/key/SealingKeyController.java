package chat.maru.chat.key;

import chat.maru.chat.problem.ProblemException;
import chat.maru.chat.wire.PathId;
import chat.maru.contract.cipher.Keyring;
import chat.maru.contract.cipher.WrappedKey;
import chat.maru.contract.error.ErrorCode;
import chat.maru.contract.id.Ids;
import chat.maru.contract.internal.InternalApi;
import chat.maru.contract.key.KeyTable;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;

/// What gateways seal with (D14).
@RestController
class SealingKeyController {
  private final KeyTable table;
  private final Supplier<Keyring> keyring;

  SealingKeyController(KeyTable table, Supplier<Keyring> keyring) {
    this.table = table;
    this.keyring = keyring;
  }

  @PutMapping(InternalApi.SEALING_KEY)
  WrappedKey key(@PathVariable String roomId, @PathVariable String userId) {
    UUID user = Ids.parse(userId).orElseThrow(() -> ProblemException.of(ErrorCode.BAD_ID));
    return table
        .sealing(PathId.room(roomId), user, keyring.get())
        .orElseThrow(() -> ProblemException.of(ErrorCode.NOT_FOUND));
  }
}
