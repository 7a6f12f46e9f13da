package chat.maru.cluster.trial.workload;

import chat.maru.cluster.trial.device.Device;
import chat.maru.cluster.trial.device.Directory;
import chat.maru.cluster.trial.device.Person;
import chat.maru.cluster.trial.device.RawDevice;
import chat.maru.cluster.trial.device.ScreenDevice;
import chat.maru.cluster.trial.device.Stage;
import chat.maru.cluster.trial.device.Start;
import chat.maru.cluster.trial.device.Visitor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// One party with its devices. Belongs to the workload's thread.
final class Member {
  private final Stage stage;
  private final Directory rooms;
  private final Person person;
  private final SplittableRandom random;
  private final Visitor visitor;
  private final List<Device> present = new ArrayList<>();
  private int started;

  Member(Stage stage, Directory rooms, Person person, SplittableRandom random) {
    this.stage = stage;
    this.rooms = rooms;
    this.person = person;
    this.random = random;
    visitor = new Visitor(stage, person, random.split());
  }

  Person person() {
    return person;
  }

  Visitor visitor() {
    return visitor;
  }

  /// A device that knows nothing yet.
  Device join(boolean screen) {
    return join(screen, Map.of());
  }

  /// @param heads what it has of each room from before
  Device join(boolean screen, Map<String, Long> heads) {
    String name = "%s-%s%d".formatted(person.name(), screen ? "screen" : "raw", ++started);
    Start start = new Start(name, heads, random.split());
    Device device =
        screen
            ? ScreenDevice.start(stage, person, start, rooms)
            : RawDevice.start(stage, person, start, rooms);
    present.add(device);
    return device;
  }

  /// Those that are there, in the order in which they came.
  List<Device> present() {
    return present;
  }

  Device any(RandomGenerator choice) {
    return present.get(choice.nextInt(present.size()));
  }

  /// It gets nothing more to send.
  void dismiss(Device device) {
    present.remove(device);
  }
}
