package chat.maru.cluster.history.judge;

import chat.maru.cluster.history.record.HistoryEvent;
import chat.maru.cluster.history.record.Recorded;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A run: its devices, and the database and the public stream at its end.
///
/// @param stream each room in the order of the log; empty when it was not recorded
record History(List<Device> devices, Database database, List<Recorded> stream) {

  static History of(List<Recorded> entries) {
    Map<String, List<Recorded>> clients = new LinkedHashMap<>();
    entries.forEach(
        entry -> clients.computeIfAbsent(entry.client(), _ -> new ArrayList<>()).add(entry));
    List<Recorded> stored = clients.remove(Recorded.DATABASE);
    List<Recorded> stream = clients.remove(Recorded.STREAM);
    return new History(
        clients.entrySet().stream().map(one -> Device.of(one.getKey(), one.getValue())).toList(),
        Database.of(stored == null ? List.of() : stored),
        stream == null ? List.of() : stream);
  }

  boolean has(View view) {
    return switch (view) {
      case DATABASE -> true;
      case STREAM -> !stream.isEmpty();
      case FRAMES, SCREENS -> devices.stream().anyMatch(device -> device.has(view));
    };
  }

  /// The devices with that view.
  List<Device> devices(View view) {
    return devices.stream().filter(device -> device.has(view)).toList();
  }

  /// Those of them whose end can be judged. None is said to be missing.
  List<Device> settled(View view, Findings findings) {
    List<Device> settled = devices(view).stream().filter(Device::settled).toList();
    if (settled.isEmpty()) {
      findings.missing("no device was connected and caught up at its end");
    }
    return settled;
  }

  /// What speaks of stored messages in a view.
  Stream<Recorded> copies(View view) {
    return view == View.DATABASE
        ? database.rows().stream()
        : devices(view).stream()
            .flatMap(device -> device.entries().stream())
            .filter(entry -> entry.event() instanceof HistoryEvent.Shown == (view == View.SCREENS));
  }

  /// What all devices did and were told, each device's in its order.
  Stream<Recorded> events() {
    return devices.stream().flatMap(device -> device.entries().stream());
  }
}
