package chat.maru.cluster.trial.workload;

import chat.maru.cluster.client.room.Outgoing;
import chat.maru.cluster.load.Pacer;
import chat.maru.cluster.trial.device.Conversation;
import chat.maru.cluster.trial.device.Device;
import chat.maru.cluster.trial.device.Directory;
import chat.maru.cluster.trial.device.Stage;
import chat.maru.contract.id.Ids;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/// Open-loop traffic: message `n` has its time, and by the seed its couple, whatever became of
/// those before; what can't be sent waits in its device. Beside it people read, leaf through
/// history, begin other rooms, come and go, and repeat themselves.
///
/// One thread runs it; [#devices] is for any thread.
public final class Workload {
  private static final double READS_PER_MESSAGE = 0.1;
  private static final double SECONDS_PER_PAGE = 0.3;
  private static final double SECONDS_PER_LIST = 1;
  private static final double SECONDS_PER_REPEAT = 2;
  private static final double SECONDS_PER_MISMATCH = 10;
  private static final double SECONDS_PER_NEW_ROOM = 10;
  private static final double SECONDS_PER_DEVICE = 30;

  private final Stage stage;
  private final double rate;
  private final SplittableRandom random;
  private final Words words;
  private final Past past;
  private final List<Couple> couples;
  private final Travellers travellers;

  private Workload(Stage stage, double rate, SplittableRandom random, List<Couple> couples) {
    this.stage = stage;
    this.rate = rate;
    this.random = random;
    this.couples = couples;
    words = new Words(random.split(), stage.clock());
    past = new Past(random.split());
    travellers = new Travellers(random.split(), couples);
  }

  /// Makes people and posts, and connects their first devices.
  ///
  /// @param rate messages per second over all
  /// @param seconds that it will run, for as many posts as it takes
  public static Workload prepare(Stage stage, int pairs, double rate, long seconds, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int conversations = 2 + (int) (seconds / SECONDS_PER_NEW_ROOM / pairs);
    List<Couple> couples =
        new Cast(stage, new Directory(), random.split()).couples(pairs, conversations);
    return new Workload(stage, rate, random, couples);
  }

  /// Says messages, each at its time: at least so many, and more as long as the other goes on.
  ///
  /// @return how many
  public long run(Pacer pacer, long least, BooleanSupplier goesOn) {
    long n = 0;
    while (n < least || goesOn.getAsBoolean()) {
      long _ = pacer.await(n++);
      say();
      around();
    }
    return n;
  }

  /// All devices there ever were.
  public List<Device> devices() {
    return travellers.everybody();
  }

  /// Ends the histories of those who only look.
  public void close() {
    members().forEach(member -> member.visitor().close());
  }

  private void say() {
    Couple couple = any();
    Conversation in = couple.any(random);
    Member writer = couple.writer(in, random);
    Device device = writer.any(random);
    Outgoing message = words.next();
    device.send(in, message);
    past.add(new Past.Said(in, writer, device, message));
  }

  private void around() {
    if (random.nextDouble() < READS_PER_MESSAGE) {
      Couple couple = any();
      someone(couple).any(random).read(couple.any(random));
    }
    if (now(SECONDS_PER_PAGE)) {
      leaf();
    }
    if (now(SECONDS_PER_LIST)) {
      someone(any()).visitor().list();
    }
    if (now(SECONDS_PER_REPEAT)) {
      repeat(false);
    }
    if (now(SECONDS_PER_MISMATCH)) {
      repeat(true);
    }
    if (now(SECONDS_PER_NEW_ROOM)) {
      beginRoom();
    }
    if (now(SECONDS_PER_DEVICE)) {
      travellers.join(someone(any()));
    }
    travellers.move(rate);
  }

  private void leaf() {
    Couple couple = any();
    Member member = someone(couple);
    Conversation in = couple.any(random);
    if (in.isOpen()) {
      long head = member.any(random).heads().getOrDefault(in.roomId(), 0L);
      member.visitor().leaf(in, head);
    }
  }

  /// Something that was accepted is sent again by another device, as it was or with another text.
  private void repeat(boolean otherText) {
    if (past.isEmpty()) {
      return;
    }
    Past.Said said = past.take();
    UUID id = UUID.fromString(said.message().id());
    UUID sender = UUID.fromString(said.sender().person().userId());
    String messageId = Ids.messageId(UUID.fromString(said.in().roomId()), sender, id).toString();
    if (stage.ledger().isAccepted(messageId)) {
      Outgoing again = otherText ? words.other(said.message()) : said.message();
      said.sender().present().stream()
          .filter(other -> other != said.by() && other.keepsIds())
          .findAny()
          .ifPresent(other -> other.send(said.in(), again));
    }
  }

  /// All devices of the borrower race for the first message.
  private void beginRoom() {
    Couple couple = any();
    if (couple.hasPlans()) {
      Conversation next = couple.beginNext();
      couple.borrower().present().forEach(device -> device.send(next, words.next()));
    }
  }

  private boolean now(double seconds) {
    return random.nextDouble() < 1 / (seconds * rate);
  }

  private Couple any() {
    return couples.get(random.nextInt(couples.size()));
  }

  private Member someone(Couple couple) {
    return random.nextBoolean() ? couple.borrower() : couple.lender();
  }

  private Stream<Member> members() {
    return couples.stream().flatMap(couple -> Stream.of(couple.borrower(), couple.lender()));
  }
}
