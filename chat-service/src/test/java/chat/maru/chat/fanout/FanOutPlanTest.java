package chat.maru.chat.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.chat.directory.Devices;
import chat.maru.chat.directory.Publication;
import chat.maru.contract.cipher.WrappedKey;
import chat.maru.contract.event.ChatEvent;
import chat.maru.contract.event.Content;
import chat.maru.contract.event.MessageRefused;
import chat.maru.contract.event.MessageStored;
import chat.maru.contract.event.ReadAdvanced;
import chat.maru.contract.json.ContractJson;
import chat.maru.contract.node.NodeAddress;
import chat.maru.contract.node.NodeMessage;
import chat.maru.contract.node.NodeMessage.Origin;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FanOutPlanTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final WrappedKey KEY = new WrappedKey("1", new byte[] {1});
  private static final UUID BORROWER = UUID.randomUUID();
  private static final UUID LENDER = UUID.randomUUID();
  private static final NodeAddress ONE = new NodeAddress("gw-1", "a");
  private static final NodeAddress TWO = new NodeAddress("gw-2", "b");

  private final ChatEvent stored = stored(1, 10);
  private final ChatEvent read = new ReadAdvanced(UUID.randomUUID(), BORROWER, 1, BORROWER, LENDER);
  private final ChatEvent refused =
      new MessageRefused(
          UUID.randomUUID(), UUID.randomUUID(), BORROWER, UUID.randomUUID(), "x", new byte[1]);

  @Test
  void membersHearAllTheSenderTooAndARefusalConcernsItsSenderAlone() {
    assertThat(FanOutPlan.recipients(stored)).containsExactlyInAnyOrder(BORROWER, LENDER);
    assertThat(FanOutPlan.recipients(read)).containsExactlyInAnyOrder(BORROWER, LENDER);
    assertThat(FanOutPlan.recipients(refused)).containsExactly(BORROWER);
  }

  @Test
  void aNodeIsToldOnceForAllItsUsersAndSessionsInTheOrderOfTheStream() {
    Devices devices =
        new Devices(
            Map.of(
                BORROWER, Map.of("s1", ONE, "s2", ONE),
                LENDER, Map.of("s3", ONE, "s4", TWO)));

    List<Publication> plan = plan(List.of(refused, stored, read), devices);

    assertThat(plan).extracting(Publication::node).containsExactlyInAnyOrder(ONE, TWO);
    assertThat(messages(plan, ONE))
        .containsExactly(
            new NodeMessage.Deliver(List.of(BORROWER), refused, null),
            new NodeMessage.Deliver(List.of(BORROWER, LENDER), stored, null),
            new NodeMessage.Deliver(List.of(BORROWER, LENDER), read, null));
    assertThat(messages(plan, TWO))
        .containsExactly(
            new NodeMessage.Deliver(List.of(LENDER), stored, null),
            new NodeMessage.Deliver(List.of(LENDER), read, null));
  }

  @Test
  void nobodyConnectedMeansNothingToPublish() {
    assertThat(plan(List.of(stored), new Devices(Map.of()))).isEmpty();
    assertThat(FanOutPlan.reaches(stored, new Devices(Map.of()))).isFalse();
  }

  @Test
  void aLargeBatchIsSplitInOrderAndEachPartIsBounded() {
    Devices devices = new Devices(Map.of(LENDER, Map.of("s", ONE)));
    List<ChatEvent> events =
        IntStream.rangeClosed(1, 200).mapToObj(seq -> stored(seq, 12_000)).toList();

    List<Publication> plan = plan(events, devices);

    assertThat(plan.size()).isGreaterThan(4);
    assertThat(plan)
        .allSatisfy(part ->
            assertThat(ContractJson.mapper().writeValueAsBytes(part.batch()).length)
                .isLessThanOrEqualTo(512 * 1024));
    assertThat(messages(plan, ONE))
        .extracting(message -> ((NodeMessage.Deliver) message).event())
        .containsExactlyElementsOf(events);
  }

  @Test
  void everyPartSaysWhenItWasToldAndEveryMessageWhereItComesFrom() {
    Devices devices = new Devices(Map.of(LENDER, Map.of("s", ONE)));
    Origin origin = new Origin(Instant.EPOCH, "00-trace");

    List<Publication> plan =
        FanOutPlan.of(List.of(new Told(stored, Instant.EPOCH, origin)), devices, NOW, Map.of());

    assertThat(plan).extracting(part -> part.batch().toldAt()).containsExactly(NOW);
    assertThat(messages(plan, ONE))
        .containsExactly(new NodeMessage.Deliver(List.of(LENDER), stored, origin));
    assertThat(FanOutPlan.reaches(stored, devices)).isTrue();
  }

  @Test
  void d14_eachNodeIsGivenTheKeysOfItsMessagesOnceAndNoOthers() {
    Devices devices = new Devices(Map.of(LENDER, Map.of("s", ONE)));
    ChatEvent again = stored(2, 10);

    assertThat(plan(List.of(stored, again, read), devices))
        .extracting(part -> part.batch().keys())
        .containsExactly(List.of(KEY));
    assertThat(plan(List.of(read), devices))
        .extracting(part -> part.batch().keys())
        .containsExactly(List.of());
    assertThat(FanOutPlan.keys(told(List.of(stored, read)), devices)).containsExactly("1");
    assertThat(FanOutPlan.keys(told(List.of(stored)), new Devices(Map.of()))).isEmpty();
  }

  @Test
  void aNodesUsersAreThoseWithASessionOfThisLife() {
    Devices devices =
        new Devices(Map.of(BORROWER, Map.of("s1", ONE), LENDER, Map.of("s2", ONE, "s3", TWO)));
    assertThat(devices.usersOn(TWO)).containsExactly(LENDER);
    assertThat(devices.usersOn(new NodeAddress("gw-2", "newer"))).isEmpty();
  }

  private static List<Publication> plan(List<ChatEvent> events, Devices devices) {
    return FanOutPlan.of(told(events), devices, NOW, Map.of("1", KEY));
  }

  private static List<Told> told(List<ChatEvent> events) {
    return events.stream().map(event -> new Told(event, Instant.EPOCH, null)).toList();
  }

  private static List<NodeMessage> messages(List<Publication> plan, NodeAddress node) {
    return plan.stream()
        .filter(part -> part.node().equals(node))
        .flatMap(part -> part.batch().messages().stream())
        .toList();
  }

  private static ChatEvent stored(long seq, int bytes) {
    return new MessageStored(
        UUID.randomUUID(),
        UUID.randomUUID(),
        seq,
        BORROWER,
        UUID.randomUUID(),
        UUID.randomUUID(),
        BORROWER,
        LENDER,
        new Content("1", new byte[bytes]),
        new byte[16],
        Instant.EPOCH);
  }
}
