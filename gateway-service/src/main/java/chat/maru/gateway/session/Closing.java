package chat.maru.gateway.session;

import java.util.Locale;

/// The catalogue of close codes: why this node ends a session, and what the client should do.
/// `docs/protocol.md` tells the same for readers outside.
public enum Closing {
  RESTART(1012, "this node restarts", Client.RECONNECT),
  PROTOCOL(4400, "protocol violation", Client.REPAIR),
  SIGN_IN(4401, "sign in again", Client.SIGN_IN),
  FORBIDDEN(4403, "not permitted", Client.STOP),
  TOO_SLOW(4408, "too slow, resume", Client.RECONNECT),
  TOO_LARGE(4413, "frame over 64 KiB", Client.REPAIR),
  RATE_LIMIT(4429, "too many frames", Client.BACK_OFF);

  /// What the client should do about it.
  public enum Client {
    /// Come back and fetch what was missed.
    RECONNECT,
    /// Come back with growing pauses.
    BACK_OFF,
    /// The same again ends the same way.
    REPAIR,
    /// Get a fresh token first.
    SIGN_IN,
    /// Nothing helps.
    STOP
  }

  private final int code;
  private final String reason;
  private final Client client;

  Closing(int code, String reason, Client client) {
    this.code = code;
    this.reason = reason;
    this.client = client;
  }

  /// RFC 6455, section 7.4.
  public int code() {
    return code;
  }

  /// Travels in the close frame.
  public String reason() {
    return reason;
  }

  public Client client() {
    return client;
  }

  /// Its name in metrics, for example `too_slow`.
  public String tag() {
    return name().toLowerCase(Locale.ROOT);
  }
}
