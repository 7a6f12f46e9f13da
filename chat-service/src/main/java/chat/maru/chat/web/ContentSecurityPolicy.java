package chat.maru.chat.web;

import java.util.List;

/// What the page may load and whom it may call (CSP level 3): its own origin, and the gateways'
/// sockets.
final class ContentSecurityPolicy {
  private ContentSecurityPolicy() {}

  /// @param websocketOrigins as `wss://chat.example.org`; `ws://127.0.0.1:*` for any port
  static String allowing(List<String> websocketOrigins) {
    return String.join(
        "; ",
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        ("connect-src 'self' " + String.join(" ", websocketOrigins)).strip(),
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "manifest-src 'self'");
  }
}
