package chat.maru.cluster.client.api;

/// Where access tokens come from. Both calls may block on the network; both are thread-safe.
public interface Credentials {

  /// A token that should be good for a while yet.
  String token();

  /// Another token, because `refused` was turned down or is about to expire.
  String renew(String refused);

  /// One token for ever, for tests that want it refused in the end.
  static Credentials fixed(String token) {
    return new Credentials() {
      @Override
      public String token() {
        return token;
      }

      @Override
      public String renew(String refused) {
        return token;
      }
    };
  }
}
