package chat.maru.cluster.client.wire;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/// How a WebSocket is asked for.
///
/// @param url with its query, if any
/// @param bearer access token for the `Authorization` header
/// @param origin as a browser would send it; other clients send none
public record Handshake(URI url, @Nullable String bearer, @Nullable String origin) {

  public static Handshake withToken(URI url, String token) {
    return new Handshake(url, token, null);
  }

  /// As browsers do, which can't set headers.
  public static Handshake withTicket(URI url, String ticket) {
    return new Handshake(URI.create(url + "?ticket=" + ticket), null, null);
  }

  public Handshake from(String origin) {
    return new Handshake(url, bearer, origin);
  }
}
