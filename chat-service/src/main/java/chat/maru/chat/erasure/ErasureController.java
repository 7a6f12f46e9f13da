package chat.maru.chat.erasure;

import chat.maru.chat.identity.Caller;
import chat.maru.chat.problem.ProblemException;
import chat.maru.chat.wire.PathId;
import chat.maru.chat.wire.TextRule;
import chat.maru.contract.error.ErrorCode;
import chat.maru.contract.id.Ids;
import chat.maru.contract.internal.InternalApi;
import chat.maru.operation.audit.Audit;
import chat.maru.operation.audit.AuditEvent;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// A user erases themselves; operators erase anybody, and hold back what a dispute needs.
@RestController
class ErasureController {
  private static final TextRule REASON = new TextRule("reason", 1, 200);

  private final Erasures erasures;
  private final ErasureTable table;

  ErasureController(Erasures erasures, ErasureTable table) {
    this.erasures = erasures;
    this.table = table;
  }

  @DeleteMapping("/api/me")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void eraseMe(Caller caller) {
    erasures.erase(caller.userId());
  }

  @PutMapping(InternalApi.ERASURE)
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void erase(@PathVariable String userId) {
    UUID user = Ids.parse(userId).orElseThrow(() -> ProblemException.of(ErrorCode.BAD_ID));
    erasures.erase(user);
  }

  @PutMapping(InternalApi.ERASURE_HOLD)
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void hold(@PathVariable String roomId, @RequestBody HoldBody body) {
    table.hold(PathId.room(roomId), REASON.require(body.reason()));
    Audit.success(AuditEvent.ERASURE_HELD, null);
  }

  /// The keys go within a minute.
  @DeleteMapping(InternalApi.ERASURE_HOLD)
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void release(@PathVariable String roomId) {
    table.release(PathId.room(roomId));
    Audit.success(AuditEvent.ERASURE_RELEASED, null);
  }

  record HoldBody(@Nullable String reason) {}
}
