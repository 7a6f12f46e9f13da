package chat.maru.chat.internal;

import chat.maru.chat.problem.ProblemException;
import chat.maru.chat.revocation.Revocations;
import chat.maru.chat.wire.TextRule;
import chat.maru.contract.error.ErrorCode;
import chat.maru.contract.id.Ids;
import chat.maru.contract.internal.InternalApi;
import chat.maru.contract.revocation.RevocationNews;
import chat.maru.operation.audit.Audit;
import chat.maru.operation.audit.AuditEvent;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Whose tokens are refused: gateways ask, operators and the marketplace's back office say (D13).
@RestController
class RevocationController {
  private static final TextRule REASON = new TextRule("reason", 1, 200);
  private static final TextRule LOGIN_ID = new TextRule("loginId", 1, 200);

  private final Revocations revocations;

  RevocationController(Revocations revocations) {
    this.revocations = revocations;
  }

  @GetMapping(InternalApi.REVOCATIONS)
  RevocationNews since(@RequestParam(defaultValue = "0") long after) {
    return revocations.since(after);
  }

  @PutMapping(InternalApi.BAN)
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void ban(@PathVariable String userId, @RequestBody(required = false) @Nullable BanBody body) {
    revocations.ban(user(userId), body == null ? null : REASON.optional(body.reason()));
    Audit.success(AuditEvent.BANNED, user(userId));
  }

  @DeleteMapping(InternalApi.BAN)
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void pardon(@PathVariable String userId) {
    revocations.pardon(user(userId));
    Audit.success(AuditEvent.PARDONED, user(userId));
  }

  /// For an outside issuer's logout; ours ends its logins itself.
  @PostMapping(InternalApi.ENDED_LOGINS)
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void endLogin(@RequestBody EndedLoginBody body) {
    revocations.endLogin(user(body.userId()), LOGIN_ID.require(body.loginId()));
  }

  private static UUID user(@Nullable String text) {
    return Ids.parse(text == null ? "" : text)
        .orElseThrow(() -> ProblemException.of(ErrorCode.BAD_ID));
  }

  record BanBody(@Nullable String reason) {}

  record EndedLoginBody(@Nullable String userId, @Nullable String loginId) {}
}
