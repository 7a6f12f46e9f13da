package chat.maru.gateway.session;

/// A client that reads nothing and does not go; tests override what they want to see.
public class SilentSocket implements Socket {
  @Override
  public void send(String text, Written written) {}

  @Override
  public void ping() {}

  @Override
  public long framesIn() {
    return 0;
  }

  @Override
  public void close(int code, String reason) {}

  @Override
  public void disconnect() {}
}
