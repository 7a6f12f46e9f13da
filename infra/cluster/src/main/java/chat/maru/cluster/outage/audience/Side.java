package chat.maru.cluster.outage.audience;

import chat.maru.cluster.client.ChatClient;
import chat.maru.cluster.client.api.ChatApi;
import java.util.ArrayList;
import java.util.List;

/// One person of a conversation, with the devices; the first of them writes.
///
/// @param written numbers of the messages, in the order of writing; only the writing thread
record Side(ChatApi api, List<ChatClient> clients, List<Screen> screens, List<Integer> written) {

  Side(ChatApi api, List<ChatClient> clients, List<Screen> screens) {
    this(api, clients, screens, new ArrayList<>());
  }

  ChatClient writer() {
    return clients.getFirst();
  }

  void close() {
    clients.forEach(ChatClient::close);
  }
}
