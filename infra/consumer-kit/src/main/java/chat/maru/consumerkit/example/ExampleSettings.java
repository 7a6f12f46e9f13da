package chat.maru.consumerkit.example;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/// What the example is told by its environment.
///
/// @param bootstrapServers `MARU_BOOTSTRAP_SERVERS`, default `127.0.0.1:8280`: the local cluster's
/// @param topic `MARU_TOPIC`, default `chat.messages.v1`
/// @param groupId `MARU_GROUP_ID`, default `example-rooms`; all instances that share the work share
///   it
/// @param store `MARU_STORE`, default `example-store`: the folder of the journals; all instances of
///   a group share it
/// @param effects `MARU_EFFECTS`: where to tell the check what the store holds; nowhere when absent
/// @param client `MARU_CLIENT_CONFIG`: a properties file with more of Kafka's settings, as
///   security; none when absent
record ExampleSettings(
    String bootstrapServers,
    String topic,
    String groupId,
    Path store,
    Optional<Path> effects,
    Map<String, Object> client) {

  static ExampleSettings of(Map<String, String> environment) throws IOException {
    return new ExampleSettings(
        environment.getOrDefault("MARU_BOOTSTRAP_SERVERS", "127.0.0.1:8280"),
        environment.getOrDefault("MARU_TOPIC", "chat.messages.v1"),
        environment.getOrDefault("MARU_GROUP_ID", "example-rooms"),
        Path.of(environment.getOrDefault("MARU_STORE", "example-store")),
        Optional.ofNullable(environment.get("MARU_EFFECTS")).map(Path::of),
        client(Optional.ofNullable(environment.get("MARU_CLIENT_CONFIG")).map(Path::of)));
  }

  private static Map<String, Object> client(Optional<Path> file) throws IOException {
    Properties properties = new Properties();
    if (file.isPresent()) {
      try (Reader reader = Files.newBufferedReader(file.get())) {
        properties.load(reader);
      }
    }
    Map<String, Object> client = new HashMap<>();
    properties.stringPropertyNames().forEach(n -> client.put(n, properties.getProperty(n)));
    return client;
  }
}
