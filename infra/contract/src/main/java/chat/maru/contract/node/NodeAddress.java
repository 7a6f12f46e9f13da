package chat.maru.contract.node;

/// One life of one gateway: a restarted node has the same id and another incarnation.
///
/// @param nodeId 1–64 of `A–Z a–z 0–9 -`
/// @param incarnation the same alphabet; unique per start
public record NodeAddress(String nodeId, String incarnation) {
  private static final int LONGEST = 64;
  private static final String CHANNEL_PREFIX = "maru.node.";

  public NodeAddress {
    requireName("node id", nodeId);
    requireName("incarnation", incarnation);
  }

  /// The channel to which only this incarnation listens.
  public String channel() {
    return CHANNEL_PREFIX + nodeId + "." + incarnation;
  }

  /// The form in which directory and watchers hold it.
  public String text() {
    return nodeId + "/" + incarnation;
  }

  /// Reads [#text].
  ///
  /// @throws IllegalArgumentException for anything else
  public static NodeAddress parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException(
          "node address: " + text + " (expected: <id>/<incarnation>)");
    }
    return new NodeAddress(text.substring(0, slash), text.substring(slash + 1));
  }

  private static void requireName(String what, String value) {
    if (!isName(value)) {
      throw new IllegalArgumentException(what + ": " + value + " (expected: [A-Za-z0-9-]{1,64})");
    }
  }

  private static boolean isName(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if ((c < 'a' || c > 'z') && (c < '0' || c > '9') && (c < 'A' || c > 'Z') && c != '-') {
        return false;
      }
    }
    return !value.isEmpty() && value.length() <= LONGEST;
  }
}
