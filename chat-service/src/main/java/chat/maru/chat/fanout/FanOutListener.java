package chat.maru.chat.fanout;

import chat.maru.chat.directory.Devices;
import chat.maru.chat.directory.DirectoryUnavailableException;
import chat.maru.chat.directory.Publication;
import chat.maru.chat.directory.SessionDirectory;
import chat.maru.chat.stream.StreamRecord;
import chat.maru.contract.cipher.WrappedKey;
import chat.maru.contract.key.KeyStoreException;
import chat.maru.contract.key.WrappedKeys;
import chat.maru.contract.node.NodeAddress;
import io.micrometer.observation.ObservationRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.BatchMessageListener;

/// Tells gateways what was stored, read or refused: `chat-fanout` on the public stream.
///
/// A batch takes one look-up and one publish per node, and is committed when Redis took all of it.
/// If Redis doesn't, it fails as a whole and comes again (D5); so it does while the key store does
/// not say what opens its messages.
class FanOutListener implements BatchMessageListener<String, byte[]> {
  private static final Logger LOG = LoggerFactory.getLogger(FanOutListener.class);

  private final SessionDirectory directory;
  private final WrappedKeys keys;
  private final FanOutMeters meters;
  private final ObservationRegistry observations;
  private final Clock clock;

  FanOutListener(
      SessionDirectory directory,
      WrappedKeys keys,
      FanOutMeters meters,
      ObservationRegistry observations,
      Clock clock) {
    this.directory = directory;
    this.keys = keys;
    this.meters = meters;
    this.observations = observations;
    this.clock = clock;
  }

  @Override
  public void onMessage(List<ConsumerRecord<String, byte[]>> records) {
    List<Told> batch = new ArrayList<>(records.size());
    records.forEach(record -> read(record, batch));
    if (batch.isEmpty()) {
      return;
    }
    TellSteps steps = TellSteps.begin(batch, observations);
    try {
      tell(steps.batch());
      steps.end();
    } catch (DirectoryUnavailableException | KeyStoreException e) {
      steps.fail(e);
      meters.retried();
      LOG.warn("A batch of {} waits: {}", batch.size(), e.getMessage());
      throw e;
    }
  }

  private void tell(List<Told> batch) {
    Devices devices = directory.devicesOf(FanOutPlan.recipients(batch));
    Map<String, WrappedKey> openers = keys.find(FanOutPlan.keys(batch, devices));
    List<Publication> publications = FanOutPlan.of(batch, devices, clock.instant(), openers);
    meters.planned(batch.size(), publications.size());
    if (publications.isEmpty()) {
      return;
    }
    Set<NodeAddress> unheard = directory.publish(publications);
    meters.told(batch, devices, clock.instant());
    if (!unheard.isEmpty()) {
      Set<NodeAddress> dead = directory.sweep(devices, unheard);
      LOG.info("Nobody listens at {}; dead, their entries went: {}", unheard, dead);
      meters.swept(dead.size());
    }
  }

  private void read(ConsumerRecord<String, byte[]> record, List<Told> batch) {
    switch (StreamRecord.read(record)) {
      case StreamRecord.Event(var event, var origin) ->
          batch.add(new Told(event, Instant.ofEpochMilli(record.timestamp()), origin));
      case StreamRecord.Unknown() -> {}
      case StreamRecord.Unreadable(var why) -> {
        meters.skipped();
        LOG.error("Skipped {}-{}@{}: {}", record.topic(), record.partition(), record.offset(), why);
      }
    }
  }
}
