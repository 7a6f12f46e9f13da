package chat.maru.gateway.frame;

/// The outcome of decoding: a frame, or what its sender is told.
public sealed interface Decoded {

  record Understood(ClientFrame frame) implements Decoded {}

  record Refused(ServerFrame.Error error) implements Decoded {}
}
