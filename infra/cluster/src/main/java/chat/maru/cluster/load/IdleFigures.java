package chat.maru.cluster.load;

/// Memory of one gateway at two numbers of idle connections; the slope between them is what one
/// connection costs, whatever the process needs by itself.
///
/// @param few connections at the first look
/// @param many connections at the second
/// @param acceptedPerSecond connections with authentication, from the first `connect` to the last
///   `welcome`
record IdleFigures(
    String gateway, int few, int many, Memory atFew, Memory atMany, double acceptedPerSecond) {

  /// @param heapBytes live, right after a full collection
  /// @param pssBytes proportional share of all memory, as the kernel counts it
  record Memory(long heapBytes, long pssBytes) {}

  double heapBytesPerConnection() {
    return (atMany.heapBytes() - atFew.heapBytes()) / (double) (many - few);
  }

  double pssBytesPerConnection() {
    return (atMany.pssBytes() - atFew.pssBytes()) / (double) (many - few);
  }

  String table() {
    return """

    %s, idle connections           %,10d %,10d   bytes each
      live heap, KiB                    %,10d %,10d   %,10.0f
      PSS, KiB                          %,10d %,10d   %,10.0f
      accepted per second, generator's share included: %,.0f
    """
        .formatted(
            gateway,
            few,
            many,
            atFew.heapBytes() / 1024,
            atMany.heapBytes() / 1024,
            heapBytesPerConnection(),
            atFew.pssBytes() / 1024,
            atMany.pssBytes() / 1024,
            pssBytesPerConnection(),
            acceptedPerSecond);
  }
}
