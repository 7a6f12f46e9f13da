package chat.maru.cluster.client;

import chat.maru.cluster.client.api.ChatApi;
import chat.maru.cluster.client.api.Credentials;
import chat.maru.cluster.client.api.Message;
import chat.maru.cluster.client.room.Backoff;
import chat.maru.cluster.client.room.Outgoing;
import chat.maru.cluster.client.room.Place;
import chat.maru.cluster.client.room.Step;
import chat.maru.cluster.client.wire.ClientFrame;
import chat.maru.cluster.client.wire.ServerFrame;
import chat.maru.cluster.client.wire.WebSockets;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// One device of one user.
///
/// It shows every message of the user's rooms once and in order, whatever repeats, reconnects or is
/// lost underneath (D7), and sends what it was given until the cluster has it or refuses it for
/// good (D2, D4). What it was given lives in memory: it is gone with the process. Methods return at
/// once and are safe for any thread; the outcome goes to the [ChatListener].
public final class ChatClient implements AutoCloseable {
  private final Settings settings;
  private final Tasks tasks;
  private final ChatListener listener;
  private final Connection connection;
  private final Rooms rooms;
  private final Outbox outbox;
  private final Reads reads;
  private final Set<String> watched = new HashSet<>();
  private String userId = "";

  private ChatClient(
      WebSockets sockets,
      ChatApi api,
      Credentials credentials,
      Settings settings,
      ChatListener listener) {
    this.settings = settings;
    this.listener = listener;
    tasks = new Tasks(sockets.nextLoop());
    Doors doors = new Doors(settings.gateways(), api, credentials);
    connection =
        new Connection(
            sockets,
            tasks,
            doors,
            credentials,
            new Comeback(settings.timing(), newBackoff()),
            new FromGateway());
    reads = new Reads(tasks, api, newBackoff(), connection::send, listener::onRead);
    rooms = new Rooms(tasks, api, newBackoff(), reads, new ToScreen());
    outbox = new Outbox(tasks, this::newBackoff, settings.timing().answerPatience(), this::act);
  }

  /// Starts connecting and goes on until closed.
  public static ChatClient start(
      WebSockets sockets,
      ChatApi api,
      Credentials credentials,
      Settings settings,
      ChatListener listener) {
    ChatClient client = new ChatClient(sockets, api, credentials, settings, listener);
    client.tasks.run(client::begin);
    return client;
  }

  /// @return the client message id under which the outcome is told
  public String sendToRoom(String roomId, String text) {
    return send(new Place.InRoom(roomId), text);
  }

  /// As borrower, when the room may not be there yet. The order holds among messages that go this
  /// way, and with those to the room once a message of it was acknowledged to this client.
  public String sendOnPost(String postId, String text) {
    return send(new Place.OnPost(postId), text);
  }

  /// Told again after each reconnect until the cluster confirms it; a step back is told to nobody.
  public void read(String roomId, long seq) {
    tasks.run(() -> reads.want(roomId, seq));
  }

  public void typing(String roomId) {
    tasks.run(() -> connection.send(new ClientFrame.Typing(roomId)));
  }

  /// Presence of the other party, also after reconnects, until [#unwatch].
  public void watch(String roomId) {
    tasks.run(() -> {
      watched.add(roomId);
      connection.send(new ClientFrame.Watch(roomId));
    });
  }

  public void unwatch(String roomId) {
    tasks.run(() -> {
      watched.remove(roomId);
      connection.send(new ClientFrame.Unwatch(roomId));
    });
  }

  /// Fetches a fresh token and gives it to the gateway, so that the link outlives the old one. Apps
  /// call it shortly before a token ends; without it the link is closed then and comes back.
  public void renewToken() {
    tasks.run(connection::renewToken);
  }

  @Override
  public void close() {
    tasks.run(() -> {
      rooms.stop();
      reads.stop();
      connection.close();
    });
  }

  private void begin() {
    settings.heads().forEach(rooms::has);
    connection.open();
  }

  private String send(Place place, String text) {
    String id = ClientFrame.newId();
    tasks.run(() -> outbox.add(place, new Outgoing(id, text)));
    return id;
  }

  private void act(Step step) {
    switch (step) {
      case Step.Transmit(ClientFrame.Send frame) -> {
        listener.onSending(frame);
        connection.send(frame);
      }
      case Step.Accepted(String id, String messageId) -> listener.onAccepted(id, messageId);
      case Step.Failed(String id, String code) -> listener.onFailed(id, code);
    }
  }

  private void answered(Message message) {
    outbox.stored(message, message.senderId().equals(userId));
  }

  private Backoff newBackoff() {
    Timing timing = settings.timing();
    return new Backoff(timing.firstBackoff(), timing.mostBackoff(), new SplittableRandom());
  }

  private final class ToScreen implements Rooms.Screen {
    @Override
    public void show(Message message) {
      answered(message);
      listener.onMessage(message);
      reads.reached(message.roomId(), message.senderId(), message.seq());
    }

    @Override
    public void erase(Message message) {
      listener.onErased(message);
    }
  }

  /// What the gateway says, on the loop.
  private final class FromGateway implements Connection.Events {
    @Override
    public void onAny(ServerFrame frame) {
      listener.onFrame(frame);
    }

    @Override
    public void onWelcome(ServerFrame.Welcome welcome) {
      userId = welcome.userId();
      outbox.connected();
      watched.forEach(roomId -> connection.send(new ClientFrame.Watch(roomId)));
      reads.connected(userId);
      rooms.catchUp();
      listener.onConnection(welcome.node());
    }

    @Override
    public void onFrame(ServerFrame frame) {
      switch (frame) {
        case ServerFrame.Ack ack -> outbox.acked(ack);
        case ServerFrame.Stored(Message message) -> came(message);
        case ServerFrame.Failure failure -> failed(failure, failure.id());
        case ServerFrame.Read(String roomId, String who, long seq) ->
            reads.reached(roomId, who, seq);
        case ServerFrame.Typing(String roomId, String who) -> listener.onTyping(roomId, who);
        case ServerFrame.Presence(String who, boolean online, var seen) ->
            listener.onPresence(who, online, seen);
        case ServerFrame.Resync _ -> rooms.catchUp();
        case ServerFrame.Pong _, ServerFrame.Unknown _ -> {}
        case ServerFrame.Welcome _, ServerFrame.GoAway _ -> {} // the connection's own
      }
    }

    @Override
    public void onLost() {
      outbox.disconnected();
      listener.onConnection(null);
    }

    @Override
    public void onRefused(String reason) {
      listener.onRefused(reason);
    }

    private void failed(ServerFrame.Failure failure, @Nullable String id) {
      if (id != null) {
        outbox.failed(failure, id);
      }
    }

    /// It answers its send also when a hole before it keeps it from being shown yet.
    private void came(Message message) {
      answered(message);
      rooms.live(message);
    }
  }
}
