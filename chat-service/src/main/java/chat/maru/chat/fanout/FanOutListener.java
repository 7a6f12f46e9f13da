package chat.maru.chat.fanout;

import chat.maru.chat.directory.Devices;
import chat.maru.chat.directory.DirectoryUnavailableException;
import chat.maru.chat.directory.Publication;
import chat.maru.chat.directory.SessionDirectory;
import chat.maru.chat.stream.StreamRecord;
import chat.maru.contract.event.ChatEvent;
import chat.maru.contract.node.NodeAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.BatchMessageListener;

/// Tells gateways what was stored, read or refused: `chat-fanout` on the public stream.
///
/// A batch takes one look-up and one publish per node, and is committed when Redis took all of it.
/// If Redis doesn't, it fails as a whole and comes again (D5).
class FanOutListener implements BatchMessageListener<String, byte[]> {
  private static final Logger LOG = LoggerFactory.getLogger(FanOutListener.class);

  private final SessionDirectory directory;
  private final FanOutMeters meters;

  FanOutListener(SessionDirectory directory, FanOutMeters meters) {
    this.directory = directory;
    this.meters = meters;
  }

  @Override
  public void onMessage(List<ConsumerRecord<String, byte[]>> records) {
    List<ChatEvent> events = new ArrayList<>(records.size());
    records.forEach(record -> read(record, events));
    if (events.isEmpty()) {
      return;
    }
    try {
      tell(events);
    } catch (DirectoryUnavailableException e) {
      meters.retried();
      LOG.warn("A batch of {} waits: {}", events.size(), e.getMessage());
      throw e;
    }
  }

  private void tell(List<ChatEvent> events) {
    Devices devices = directory.devicesOf(FanOutPlan.recipients(events));
    List<Publication> publications = FanOutPlan.of(events, devices);
    meters.planned(events.size(), publications.size());
    if (publications.isEmpty()) {
      return;
    }
    Set<NodeAddress> dead = directory.publish(publications);
    if (!dead.isEmpty()) {
      LOG.info("Nobody listens at {}: their entries go", dead);
      directory.sweep(devices.on(dead));
      meters.swept(dead.size());
    }
  }

  private void read(ConsumerRecord<String, byte[]> record, List<ChatEvent> events) {
    switch (StreamRecord.read(record)) {
      case StreamRecord.Event(var event) -> events.add(event);
      case StreamRecord.Unknown() -> {}
      case StreamRecord.Unreadable(var why) -> {
        meters.skipped();
        LOG.error("Skipped {}-{}@{}: {}", record.topic(), record.partition(), record.offset(), why);
      }
    }
  }
}
