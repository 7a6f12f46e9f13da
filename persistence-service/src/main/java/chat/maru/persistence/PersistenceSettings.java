package chat.maru.persistence;

import chat.maru.operation.pace.Consumers;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// The service's own settings; where log and database are stands in Spring's.
///
/// @param consumers threads that take batches, default 0: one for each two processors, 4 at most;
///   each has partitions of its own and one database connection, so more than there are partitions
///   are idle
/// @param publishWait how long to wait for the public events of a batch, default 10 s; then the
///   whole batch runs again, which only repeats
/// @param positionCheck how often an idle consumer compares its position with the database's,
///   default 1 s; a failover that forgot commits waits this long when nothing new arrives
/// @param retryCeiling longest pause between two attempts at a batch, default 2 s; shorter finds a
///   returned database sooner and bothers an absent one more
@ConfigurationProperties("maru.persistence")
public record PersistenceSettings(
    @DefaultValue("0") int consumers,
    @DefaultValue("10s") Duration publishWait,
    @DefaultValue("1s") Duration positionCheck,
    @DefaultValue("2s") Duration retryCeiling) {

  public PersistenceSettings {
    if (consumers < 0) {
      throw new IllegalArgumentException(
          "maru.persistence.consumers: " + consumers + " (expected: >= 0)");
    }
    consumers = Consumers.orByProcessors(consumers);
  }
}
