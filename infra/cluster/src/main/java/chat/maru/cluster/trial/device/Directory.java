package chat.maru.cluster.trial.device;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The conversations of a run by room. Thread-safe.
public final class Directory {
  private final Map<String, Conversation> byRoom = new ConcurrentHashMap<>();

  public void add(Conversation conversation) {
    byRoom.put(conversation.roomId(), conversation);
  }

  void opened(String roomId) {
    Conversation conversation = byRoom.get(roomId);
    if (conversation != null) {
      conversation.opens();
    }
  }
}
