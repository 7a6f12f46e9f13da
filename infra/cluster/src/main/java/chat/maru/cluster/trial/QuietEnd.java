package chat.maru.cluster.trial;

import chat.maru.cluster.history.record.HistoryEvent;
import chat.maru.cluster.trial.device.Device;
import chat.maru.contract.topic.ConsumerGroups;
import chat.maru.contract.topic.Topics;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/// Waits, when nothing is sent any more, until the run has come to rest: every sender is answered,
/// the database has all of the log and has told of it, every device has all of the database. What
/// is not at rest in time stays as it is, for the checker to find.
final class QuietEnd {
  private static final Duration PATIENCE = Duration.ofMinutes(6);
  private static final Duration PAUSE = Duration.ofMillis(250);
  private static final int PARTITIONS =
      Topics.all().stream()
          .filter(topic -> topic.name().equals(Topics.INBOUND))
          .findFirst()
          .orElseThrow()
          .partitions();

  private final Truth truth;
  private final String bootstrapServers;

  QuietEnd(Truth truth, String bootstrapServers) {
    this.truth = truth;
    this.bootstrapServers = bootstrapServers;
  }

  /// @param devices those that have gone are not waited for
  /// @return what did not come to rest, one line each
  List<String> await(List<Device> devices) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    List<String> open = open(devices);
    while (!open.isEmpty() && System.nanoTime() - deadline < 0) {
      LockSupport.parkNanos(PAUSE.toNanos());
      open = open(devices);
    }
    return open;
  }

  private List<String> open(List<Device> devices) {
    List<Device> here = devices.stream().filter(one -> one.end() == Device.End.STAYS).toList();
    List<String> unanswered =
        here.stream()
            .filter(one -> one.unanswered() > 0)
            .map(one -> "%s: %d sends unanswered".formatted(one.name(), one.unanswered()))
            .toList();
    if (!unanswered.isEmpty()) {
      return unanswered;
    }
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      Map<Integer, Long> log = logEnds(admin);
      Map<Integer, Long> stored = truth.positions(Topics.INBOUND);
      if (!stored.entrySet().containsAll(log.entrySet())) {
        return List.of("log: ends at %s, stored up to %s".formatted(log, stored));
      }
      Map<Integer, Long> told = told(admin);
      if (!told.entrySet().containsAll(log.entrySet())) {
        return List.of("log: ends at %s, told up to %s".formatted(log, told));
      }
      return behind(here);
    } catch (SQLException | ExecutionException e) {
      return List.of("can't be told: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private List<String> behind(List<Device> here) throws SQLException {
    Map<String, Map<String, Long>> heads = headsByUser();
    return here.stream()
        .filter(one -> {
          Map<String, Long> whole = heads.getOrDefault(one.userId(), Map.of());
          return !one.heads().equals(whole) || !one.isSettled();
        })
        .map(one -> one.name() + ": has not what the database has, or still fetches")
        .collect(Collectors.toList());
  }

  private Map<String, Map<String, Long>> headsByUser() throws SQLException {
    Map<String, Map<String, Long>> heads = new HashMap<>();
    for (HistoryEvent.Head head : truth.heads()) {
      for (String member : head.members()) {
        heads.computeIfAbsent(member, _ -> new HashMap<>()).put(head.roomId(), head.headSeq());
      }
    }
    return heads;
  }

  /// Of the partitions that hold anything.
  private static Map<Integer, Long> logEnds(Admin admin)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
    for (int i = 0; i < PARTITIONS; i++) {
      wanted.put(new TopicPartition(Topics.INBOUND, i), OffsetSpec.latest());
    }
    Map<Integer, Long> ends = new HashMap<>();
    admin
        .listOffsets(wanted)
        .all()
        .get()
        .forEach((partition, end) -> ends.put(partition.partition(), end.offset()));
    ends.values().removeIf(end -> end == 0);
    return ends;
  }

  /// An offset is committed when the events of what lies before it are out.
  private static Map<Integer, Long> told(Admin admin)
      throws ExecutionException, InterruptedException {
    Map<Integer, Long> told = new HashMap<>();
    admin
        .listConsumerGroupOffsets(ConsumerGroups.PERSISTENCE)
        .partitionsToOffsetAndMetadata()
        .get()
        .forEach((partition, next) -> told.put(partition.partition(), next.offset()));
    return told;
  }
}
