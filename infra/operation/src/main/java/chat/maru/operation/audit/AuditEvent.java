package chat.maru.operation.audit;

import java.util.Locale;

/// What the audit log tells of; `docs/operations.md` has the same table.
public enum AuditEvent {
  REGISTERED(600),
  LOGIN(600),
  LOGOUT(600),
  REFRESH_REUSED(60),
  TOKEN_REFUSED(60),
  ORIGIN_REFUSED(60),
  ROOM_REFUSED(60),
  BANNED(Integer.MAX_VALUE),
  PARDONED(Integer.MAX_VALUE),
  SIGNING_KEY_MADE(Integer.MAX_VALUE),
  RECORDS_REPLAYED(Integer.MAX_VALUE),
  OVERRIDE_IN_FORCE(Integer.MAX_VALUE);

  private final int mostPerMinute;

  AuditEvent(int mostPerMinute) {
    this.mostPerMinute = mostPerMinute;
  }

  /// As `event.action` has it, for example `refresh-reused`.
  public String action() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// Lines of a node; what anybody can cause must not fill the disk. Those left out are counted in
  /// the next line.
  int mostPerMinute() {
    return mostPerMinute;
  }
}
