package chat.maru.limits.connection;

import chat.maru.limits.address.ClientAddress;
import chat.maru.limits.address.ExemptNetworks;
import chat.maru.limits.connection.Guests.Leaving;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/// Ends connections that hold on to the door of a Jetty server (D9): half-open handshakes, headers
/// or bodies that trickle in, answers that nobody reads (Slowloris, R.U.D.Y., slow read).
///
/// Jetty's idle time-out begins anew with every byte, its connection limits count WebSocket
/// sessions, too, and its minimum data rates are settings that 12.1 doesn't heed. So each
/// connection has a time for its headers and one for its whole request, and those that wait for one
/// are bounded in number, in total and per address. A connection that became a WebSocket session is
/// no guest any more. While the server is short of threads, headers may lie unread for its own
/// sake, as when all devices come back after an outage: then nobody is ended for them.
public final class ConnectionGuard extends AbstractLifeCycle implements Connection.Listener {
  /// How late at most a connection is ended.
  private static final long ROUND_MILLIS = 100;

  private final AbstractConnector connector;
  private final Guests<Connection> guests;
  private final ExemptNetworks exempt;
  private final Consumer<Cut> told;
  private final long head;
  private volatile Scheduler.@Nullable Task round;
  private long shortOfThreads; // nanoTime of the last look that saw it; only the scheduler

  private ConnectionGuard(
      AbstractConnector connector, Bounds bounds, ExemptNetworks exempt, Consumer<Cut> told) {
    this.connector = connector;
    this.guests = new Guests<>(bounds);
    this.head = bounds.head().toNanos();
    this.shortOfThreads = System.nanoTime() - head;
    this.exempt = exempt;
    this.told = told;
  }

  /// To be called before the server starts.
  ///
  /// @param exempt from the limit per address alone
  /// @param told of each connection that is ended
  public static ConnectionGuard stand(
      AbstractConnector connector, Bounds bounds, ExemptNetworks exempt, Consumer<Cut> told) {
    ConnectionGuard guard = new ConnectionGuard(connector, bounds, exempt, told);
    connector.addBean(guard); // also makes it hear of connections
    Server server = connector.getServer();
    server.setHandler(guard.new Door(server.getHandler()));
    return guard;
  }

  /// Connections without a request under way.
  public int waiting() {
    return guests.waiting();
  }

  @Override
  public void onOpened(Connection connection) {
    if (connection instanceof ConnectionMetaData) { // HTTP; not TLS below it, not a WebSocket
      send(guests.came(connection, addressOf(connection), System.nanoTime()));
    }
  }

  @Override
  public void onClosed(Connection connection) {
    guests.left(connection);
  }

  @Override
  protected void doStart() {
    next();
  }

  @Override
  protected void doStop() {
    Scheduler.Task task = round;
    if (task != null) {
      task.cancel();
    }
  }

  private void next() {
    round = connector.getScheduler().schedule(this::round, ROUND_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void round() {
    long now = System.nanoTime();
    if (connector.getServer().getThreadPool().isLowOnThreads()) {
      shortOfThreads = now;
    }
    boolean clientsAreSlow = now - shortOfThreads >= head;
    guests.late(now).stream()
        .filter(leaving -> clientsAreSlow || leaving.why() != Cut.HEAD)
        .forEach(this::send);
    if (isRunning() || isStarting()) {
      next();
    }
  }

  private void send(@Nullable Leaving<Connection> leaving) {
    if (leaving != null) {
      told.accept(leaving.why());
      guests.left(leaving.connection());
      leaving.connection().getEndPoint().close();
    }
  }

  private @Nullable ClientAddress addressOf(Connection connection) {
    if (connection.getEndPoint().getRemoteSocketAddress() instanceof InetSocketAddress remote
        && remote.getAddress() != null) {
      ClientAddress address = ClientAddress.of(remote.getAddress());
      return exempt.contains(address) ? null : address;
    }
    return null;
  }

  /// Outermost: sees each request when its headers are complete.
  private final class Door extends Handler.Wrapper {
    Door(@Nullable Handler behind) {
      super(behind);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
      Connection connection = request.getConnectionMetaData().getConnection();
      guests.began(connection, System.nanoTime());
      Request.addCompletionListener(request, _ -> guests.ended(connection, System.nanoTime()));
      return super.handle(request, response, callback);
    }
  }
}
