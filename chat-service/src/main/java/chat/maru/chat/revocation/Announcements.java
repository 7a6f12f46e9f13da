package chat.maru.chat.revocation;

import chat.maru.chat.directory.DirectoryUnavailableException;
import chat.maru.chat.directory.Publication;
import chat.maru.chat.directory.SessionDirectory;
import chat.maru.contract.node.NodeBatch;
import chat.maru.contract.node.NodeMessage;
import chat.maru.contract.revocation.Revocation;
import chat.maru.contract.revocation.Revoked;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells a revocation at once where it matters: to this node, and through Redis to the gateways
/// that hold sessions of the user. Whoever calls does not wait for Redis.
///
/// At most once: what gets lost, also because too many wait, is found by asking within 2 s.
class Announcements implements Consumer<Revocation>, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Announcements.class);
  private static final int MOST_WAITING = 1_000;

  private final Revoked here;
  private final SessionDirectory directory;
  private final ThreadPoolExecutor thread =
      new ThreadPoolExecutor(
          1,
          1,
          Duration.ofMinutes(1).toSeconds(),
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(MOST_WAITING),
          Thread.ofPlatform().name("revocations").daemon().factory(),
          new ThreadPoolExecutor.DiscardPolicy());

  Announcements(Revoked here, SessionDirectory directory) {
    this.here = here;
    this.directory = directory;
    thread.allowCoreThreadTimeOut(true);
  }

  @Override
  public void accept(Revocation revocation) {
    here.add(revocation);
    thread.execute(() -> tell(revocation));
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }

  private void tell(Revocation revocation) {
    UUID user = revocation.userId();
    NodeBatch batch = new NodeBatch(List.of(new NodeMessage.Revoked(revocation)));
    try {
      List<Publication> publications =
          directory.devicesOf(Set.of(user)).nodesOf(user).stream()
              .map(node -> new Publication(node, batch))
              .toList();
      directory.publish(publications);
    } catch (DirectoryUnavailableException e) {
      LOG.warn("A revocation was not announced, gateways will ask for it: {}", e.toString());
    }
  }
}
