package chat.maru.cluster.fault;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.cluster.launcher.ServiceKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScheduleTest {

  private static final ClusterShape SHAPE = new ClusterShape(3, 2, 2);
  private static final Limits QUARTER = Limits.of(Duration.ofMinutes(16));
  private static final Limits HOUR = Limits.of(Duration.ofMinutes(60));

  static LongStream seeds() {
    return LongStream.range(-50, 50);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void repeatsForTheSameSeed(long seed) {
    assertThat(Schedule.of(seed, SHAPE, HOUR)).isEqualTo(Schedule.of(seed, SHAPE, HOUR));
    assertThat(Schedule.of(seed, SHAPE, HOUR).faults())
        .isNotEqualTo(Schedule.of(seed + 1, SHAPE, HOUR).faults());
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void killsAndFreezesEveryComponentThriceInSixteenMinutesAlsoPastItsLeases(long seed) {
    var schedule = Schedule.of(seed, SHAPE, QUARTER);
    for (var target : targets()) {
      assertThat(of(schedule, target, Fault.Kill.class)).hasSizeGreaterThanOrEqualTo(3);
      assertThat(of(schedule, target, Fault.Restart.class)).isNotEmpty();
      assertThat(of(schedule, target, Fault.Freeze.class)).hasSizeGreaterThanOrEqualTo(3);
      assertThat(freezesPastEveryLease(schedule, target)).isGreaterThanOrEqualTo(2);
    }
    assertThat(of(schedule, Target.Server.REDIS, Fault.LoseRedis.class)).isNotEmpty();
    assertThat(of(schedule, Target.Server.POSTGRES, Fault.ReadOnly.class)).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void killsAndFreezesEveryComponentTenTimesInAnHourOfFourSeeds(long seed) {
    var schedules =
        LongStream.range(seed, seed + 4).mapToObj(s -> Schedule.of(s, SHAPE, QUARTER)).toList();
    for (var target : targets()) {
      assertThat(schedules.stream().flatMap(s -> of(s, target, Fault.Kill.class).stream()))
          .hasSizeGreaterThanOrEqualTo(12);
      assertThat(schedules.stream().mapToLong(s -> freezesPastEveryLease(s, target)).sum())
          .isGreaterThanOrEqualTo(10);
    }
  }

  /// A JVM takes 8 to 10 s of processor time to start; 70 of them are a third of what two
  /// processors can do in 16 minutes.
  @ParameterizedTest
  @MethodSource("seeds")
  void startsFewJvmsAsTheyTakeFromWhatIsTested(long seed) {
    assertThat(Schedule.of(seed, SHAPE, QUARTER).faults())
        .filteredOn(planned -> !(planned.fault() instanceof Fault.Freeze))
        .filteredOn(planned ->
            planned.fault().target() instanceof Target.Node
                || planned.fault().target() == Target.Server.KAFKA)
        .hasSizeLessThanOrEqualTo(70);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void takesEveryServiceAwayInSixteenMinutes(long seed) {
    var faults = Schedule.of(seed, SHAPE, QUARTER).faults();
    for (var kind : ServiceKind.values()) {
      var all =
          targets().stream()
              .filter(target -> target instanceof Target.Node node && node.kind() == kind)
              .toList();
      assertThat(faults)
          .anyMatch(planned ->
              faults.stream()
                  .filter(other -> other.at().equals(planned.at()))
                  .map(other -> other.fault().target())
                  .toList()
                  .containsAll(all));
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void strikesOneServerAtATime(long seed) {
    var servers =
        Schedule.of(seed, SHAPE, HOUR).faults().stream()
            .filter(planned -> planned.fault().target() instanceof Target.Server)
            .toList();
    assertOneAfterTheOther(servers);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void strikesOneNodeOfAServiceAtATimeWhenNoOutageIsWanted(long seed) {
    var schedule = Schedule.of(seed, SHAPE, withoutOutages());
    for (var kind : ServiceKind.values()) {
      assertOneAfterTheOther(of(schedule, kind));
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void takesAWholeServiceAwayOnPurposeAndNoLongerThanAllowed(long seed) {
    var limits = new Limits(Duration.ofMinutes(20), Duration.ZERO, Duration.ofSeconds(3), 1);
    var schedule = Schedule.of(seed, SHAPE, limits);
    for (var kind : ServiceKind.values()) {
      int nodes = SHAPE.nodes(kind);
      var faults = of(schedule, kind);
      assertThat(faults).hasSizeGreaterThan(20);
      for (int i = 0; i < faults.size(); i += nodes) {
        assertThat(faults.subList(i, i + nodes))
            .extracting(PlannedFault::at)
            .containsOnly(faults.get(i).at());
      }
      assertThat(faults)
          .allMatch(planned -> planned.fault().lasts().compareTo(limits.outage()) <= 0);
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void treatsTheOnlyNodeAsItsWholeService(long seed) {
    var schedule = Schedule.of(seed, new ClusterShape(1, 1, 1), HOUR);
    for (var kind : ServiceKind.values()) {
      assertThat(of(schedule, kind))
          .isNotEmpty()
          .allMatch(planned -> planned.fault().lasts().compareTo(HOUR.outage()) <= 0);
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void hasEverythingRepairedBeforeTheQuietEndAndInOrderOfTime(long seed) {
    var faults = Schedule.of(seed, SHAPE, HOUR).faults();
    assertThat(faults)
        .isSortedAccordingTo(Comparator.comparing(PlannedFault::at))
        .allMatch(planned ->
            planned.repairAt().plus(Schedule.RECOVERY).compareTo(Duration.ofMinutes(59)) <= 0);
    assertThat(faults.getLast().at()).isGreaterThan(Duration.ofMinutes(57));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void sharesTurnsEvenly(long seed) {
    var schedule = Schedule.of(seed, SHAPE, withoutOutages());
    var counts =
        IntStream.range(0, 3)
            .mapToObj(i -> schedule.count(new Target.Node(ServiceKind.GATEWAY, i)))
            .sorted()
            .toList();
    assertThat(counts.getLast() - counts.getFirst()).isLessThanOrEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void hurtsEveryLinkInTurnInEveryWayInAnHourAndLeavesProcessesTheirFaults(long seed) {
    var faults = Schedule.of(seed, SHAPE.withLinks(), HOUR).faults();
    var ofLinks = faults.stream().filter(ScheduleTest::ofLink).toList();
    assertOneAfterTheOther(ofLinks);
    for (var link : SHAPE.withLinks().links()) {
      assertThat(ofLinks)
          .filteredOn(planned -> planned.fault().target().equals(link))
          .extracting(planned -> planned.fault().getClass().getSimpleName())
          .contains("Cut", "HalfOpen", "Delay", "Swallow");
    }
    assertThat(faults.stream().filter(planned -> !ofLink(planned)).toList())
        .isEqualTo(Schedule.of(seed, SHAPE, HOUR).faults());
  }

  @Test
  void linksEachNodeWithTheServersThatItUses() {
    assertThat(new ClusterShape(1, 1, 1).withLinks().links())
        .extracting(Target::label)
        .containsExactly(
            "gateway-1~kafka",
            "gateway-1~redis",
            "chat-service-1~kafka",
            "chat-service-1~redis",
            "chat-service-1~postgres",
            "persistence-service-1~kafka",
            "persistence-service-1~postgres");
  }

  @Test
  void isEmptyWhenThereIsNoTime() {
    assertThat(Schedule.of(1, SHAPE, Limits.of(Duration.ofSeconds(61))).faults()).isEmpty();
  }

  @Test
  void printsOneLineForEachFault() {
    var schedule =
        new Schedule(
            7,
            List.of(
                new PlannedFault(
                    Duration.ofMillis(1_500),
                    new Fault.Kill(
                        new Target.Node(ServiceKind.GATEWAY, 1), Duration.ofMillis(250)))));
    assertThat(schedule.table().lines().map(line -> line.replaceAll(" +", " ")))
        .containsExactly("seed 7, 1 faults", " 1.500 s gateway-2 kill -9 0.250 s");
  }

  private static Limits withoutOutages() {
    return new Limits(HOUR.duration(), HOUR.quietEnd(), HOUR.outage(), 0);
  }

  private static void assertOneAfterTheOther(List<PlannedFault> faults) {
    assertThat(faults).hasSizeGreaterThan(20);
    for (int i = 1; i < faults.size(); i++) {
      assertThat(faults.get(i).at())
          .isGreaterThan(faults.get(i - 1).repairAt().plus(Schedule.RECOVERY));
    }
  }

  private static boolean ofLink(PlannedFault planned) {
    return planned.fault() instanceof Fault.OfLink;
  }

  private static long freezesPastEveryLease(Schedule schedule, Target target) {
    return of(schedule, target, Fault.Freeze.class).stream()
        .filter(planned -> planned.fault().lasts().compareTo(Duration.ofSeconds(10)) > 0)
        .count();
  }

  private static List<Target> targets() {
    var targets = new ArrayList<Target>(List.of(Target.Server.values()));
    for (var kind : ServiceKind.values()) {
      IntStream.range(0, SHAPE.nodes(kind))
          .forEach(index -> targets.add(new Target.Node(kind, index)));
    }
    return targets;
  }

  private static List<PlannedFault> of(Schedule schedule, ServiceKind kind) {
    return schedule.faults().stream()
        .filter(
            planned -> planned.fault().target() instanceof Target.Node node && node.kind() == kind)
        .toList();
  }

  private static List<PlannedFault> of(
      Schedule schedule, Target target, Class<? extends Fault> type) {
    return schedule.faults().stream()
        .filter(
            planned -> planned.fault().target().equals(target) && type.isInstance(planned.fault()))
        .toList();
  }
}
