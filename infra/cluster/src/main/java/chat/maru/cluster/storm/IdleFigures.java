package chat.maru.cluster.storm;

import chat.maru.cluster.command.Figures;
import java.util.List;
import java.util.stream.Collectors;

/// What connections cost that nobody talks on.
record IdleFigures(List<OfGateway> gateways) implements Figures {

  @Override
  public boolean clean() {
    return true;
  }

  @Override
  public String table() {
    return gateways.stream().map(OfGateway::table).collect(Collectors.joining());
  }

  /// Of one gateway, at two numbers of them; the slope between them is what one costs, whatever the
  /// process needs by itself.
  ///
  /// @param few connections at the first look
  /// @param many connections at the second
  /// @param accepted from the first look to the second
  record OfGateway(String gateway, int few, int many, Look atFew, Look atMany, Accepted accepted) {

    double heapBytesPerConnection() {
      return each(atMany.heapBytes() - atFew.heapBytes());
    }

    double pssBytesPerConnection() {
      return each(atMany.pssBytes() - atFew.pssBytes());
    }

    double idleMicrosPerConnection() {
      return each(atMany.cpuMicrosPerSecond() - atFew.cpuMicrosPerSecond());
    }

    private double each(double difference) {
      return difference / (many - few);
    }

    String table() {
      return """

      %s, idle connections           %,10d %,10d         each
        live heap, KiB                    %,10d %,10d   %,10.0f bytes
        PSS, KiB                          %,10d %,10d   %,10.0f bytes
        idle CPU, µs per second           %,10.0f %,10.0f   %,10.1f
        accepted per second, generator's share included: %,.0f; CPU µs of the gateway for each: %,.0f
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
              atFew.cpuMicrosPerSecond(),
              atMany.cpuMicrosPerSecond(),
              idleMicrosPerConnection(),
              accepted.perSecond(),
              accepted.cpuMicros());
    }
  }

  /// @param heapBytes live, right after a full collection
  /// @param pssBytes proportional share of all memory, as the kernel counts it
  /// @param cpuMicrosPerSecond while nothing but heartbeats went on
  record Look(long heapBytes, long pssBytes, double cpuMicrosPerSecond) {}

  /// @param perSecond connections with authentication, from the first `connect` to the last
  ///   `welcome`
  /// @param cpuMicros of the gateway for each
  record Accepted(double perSecond, double cpuMicros) {}
}
