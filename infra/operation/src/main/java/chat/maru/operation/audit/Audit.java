package chat.maru.operation.audit;

import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/// Where services report events of security. Static as a logger is; costs the caller a place in a
/// queue and never waits: when the queue is full, the line is left out and counted.
public final class Audit {
  private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9_.-]{0,79}");
  private static final AuditWriter WRITER = AuditWriter.start();

  private Audit() {}

  public static void success(AuditEvent event, @Nullable UUID user) {
    success(event, user, null);
  }

  /// @param reason a code or a setting's name, nothing that a client wrote
  public static void success(AuditEvent event, @Nullable UUID user, @Nullable String reason) {
    report(event, "success", user, reason);
  }

  /// @param user whose account it was about, if there is one
  /// @param reason a code, nothing that a client wrote
  public static void failure(AuditEvent event, @Nullable UUID user, String reason) {
    report(event, "failure", user, reason);
  }

  private static void report(
      AuditEvent event, String outcome, @Nullable UUID user, @Nullable String reason) {
    HttpServletRequest request =
        RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
            ? attributes.getRequest()
            : null;
    WRITER.offer(
        new Line(
            event,
            outcome,
            user == null ? caller(request) : user,
            request == null ? null : request.getRemoteAddr(),
            reason == null || CODE.matcher(reason).matches() ? reason : "other"));
  }

  private static @Nullable UUID caller(@Nullable HttpServletRequest request) {
    Principal principal = request == null ? null : request.getUserPrincipal();
    try {
      return principal == null ? null : UUID.fromString(principal.getName());
    } catch (IllegalArgumentException e) {
      return null; // not one of ours
    }
  }

  record Line(
      AuditEvent event,
      String outcome,
      @Nullable UUID user,
      @Nullable String address,
      @Nullable String reason) {}
}
