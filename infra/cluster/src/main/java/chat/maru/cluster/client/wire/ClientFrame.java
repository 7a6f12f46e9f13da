package chat.maru.cluster.client.wire;

import chat.maru.contract.json.ContractJson;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a client says.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ClientFrame.Send.class, name = "send"),
  @JsonSubTypes.Type(value = ClientFrame.Read.class, name = "read"),
  @JsonSubTypes.Type(value = ClientFrame.Typing.class, name = "typing"),
  @JsonSubTypes.Type(value = ClientFrame.Watch.class, name = "watch"),
  @JsonSubTypes.Type(value = ClientFrame.Unwatch.class, name = "unwatch"),
  @JsonSubTypes.Type(value = ClientFrame.Auth.class, name = "auth"),
  @JsonSubTypes.Type(value = ClientFrame.Ping.class, name = "ping")
})
public sealed interface ClientFrame {

  /// Into a room, or on a post as borrower: one of the two is set.
  record Send(String id, @Nullable String roomId, @Nullable String postId, String text)
      implements ClientFrame {

    public static Send toRoom(String roomId, String text) {
      return new Send(newId(), roomId, null, text);
    }

    public static Send onPost(String postId, String text) {
      return new Send(newId(), null, postId, text);
    }

    /// The same place and another text under the same id, which a server must refuse.
    public Send saying(String other) {
      return new Send(id, roomId, postId, other);
    }
  }

  record Read(String roomId, long seq) implements ClientFrame {}

  record Typing(String roomId) implements ClientFrame {}

  record Watch(String roomId) implements ClientFrame {}

  record Unwatch(String roomId) implements ClientFrame {}

  record Auth(String token) implements ClientFrame {}

  record Ping() implements ClientFrame {}

  /// A fresh client message id.
  static String newId() {
    return UUID.randomUUID().toString();
  }

  default String json() {
    return ContractJson.mapper().writerFor(ClientFrame.class).writeValueAsString(this);
  }
}
