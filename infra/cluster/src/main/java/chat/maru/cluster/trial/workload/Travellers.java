package chat.maru.cluster.trial.workload;

import chat.maru.cluster.trial.device.Device;
import chat.maru.cluster.trial.device.ScreenDevice;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;

/// Devices come late, go when all they sent is answered, and some come back with what they had. A
/// user always keeps one.
final class Travellers {
  private static final double SECONDS_PER_LEAVE = 8;
  private static final double SECONDS_AWAY = 5;
  private static final double FOR_GOOD = 0.2;
  private static final double RAW_TWICE = 0.2;
  private static final double SCREEN_TWICE = 0.2;

  private final SplittableRandom random;
  private final List<Member> members = new ArrayList<>();
  private final List<Device> everybody = new CopyOnWriteArrayList<>();
  private final List<Leaving> leaving = new ArrayList<>();
  private final List<Away> away = new ArrayList<>();

  Travellers(SplittableRandom random, List<Couple> couples) {
    this.random = random;
    for (Couple couple : couples) {
      members.add(couple.borrower());
      members.add(couple.lender());
    }
    members.forEach(this::settle);
  }

  private record Leaving(Member member, Device device) {}

  private record Away(Member member, boolean screen, Map<String, Long> heads) {}

  List<Device> everybody() {
    return everybody;
  }

  /// A device that knows nothing.
  void join(Member member) {
    everybody.add(member.join(random.nextBoolean()));
  }

  /// A step of the run, of which there are `rate` in a second.
  void move(double rate) {
    if (random.nextDouble() < 1 / (SECONDS_PER_LEAVE * rate)) {
      choose(members.get(random.nextInt(members.size())));
    }
    for (Iterator<Leaving> all = leaving.iterator(); all.hasNext(); ) {
      Leaving one = all.next();
      if (one.device().unanswered() == 0) {
        leave(one);
        all.remove();
      }
    }
    if (!away.isEmpty() && random.nextDouble() < away.size() / (SECONDS_AWAY * rate)) {
      Away one = away.remove(random.nextInt(away.size()));
      everybody.add(one.member().join(one.screen(), one.heads()));
    }
  }

  /// Mostly one of each kind.
  private void settle(Member member) {
    double kind = random.nextDouble();
    everybody.add(member.join(kind > 1 - SCREEN_TWICE));
    everybody.add(member.join(kind >= RAW_TWICE));
  }

  private void choose(Member member) {
    if (member.present().size() > 1) {
      Device device = member.any(random);
      member.dismiss(device);
      leaving.add(new Leaving(member, device));
    }
  }

  private void leave(Leaving one) {
    Map<String, Long> heads = one.device().heads(); // first, for what comes now is not recorded
    one.device().leave();
    if (random.nextDouble() >= FOR_GOOD) {
      away.add(new Away(one.member(), one.device() instanceof ScreenDevice, heads));
    }
  }
}
