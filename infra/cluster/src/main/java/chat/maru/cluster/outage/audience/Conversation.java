package chat.maru.cluster.outage.audience;

import chat.maru.cluster.client.api.ApiException;
import chat.maru.cluster.client.api.MessagePage;
import chat.maru.cluster.client.api.Patience;
import chat.maru.cluster.load.Pacer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A borrower and a lender, who write in turns.
final class Conversation {
  private static final int PAGE = 100;
  private static final int MOST_TRIES = 30;

  private final Patience patience = new Patience();
  private final Side borrower;
  private final Side lender;
  private final String postId;
  private final Ledger ledger;
  private volatile String roomId = "";
  private volatile int written;

  Conversation(Side borrower, Side lender, String postId, Ledger ledger) {
    this.borrower = borrower;
    this.lender = lender;
    this.postId = postId;
    this.ledger = ledger;
  }

  /// The message that makes the room.
  void begin(int number) {
    note(borrower, number);
    String _ = borrower.writer().sendOnPost(postId, Line.text(number));
  }

  /// Its room is there for all to see.
  boolean begun() {
    if (roomId.isEmpty() && whole()) {
      roomId = patience.ask(() -> borrower.api().roomOnPost(postId)).roomId();
    }
    return !roomId.isEmpty();
  }

  /// From one thread.
  void write(int number) {
    Side side = written % 2 == 0 ? borrower : lender;
    note(side, number);
    String _ = side.writer().sendToRoom(roomId, Line.text(number));
  }

  private void note(Side side, int number) {
    side.written().add(number);
    written++; // only the writing thread does
    ledger.written(number, System.nanoTime());
  }

  Stream<Screen> screens() {
    return Stream.concat(borrower.screens().stream(), lender.screens().stream());
  }

  /// Every screen has as many messages as were written, and every device is linked.
  boolean whole() {
    return screens().allMatch(screen -> screen.shown() >= written) && linked();
  }

  /// Every device has a live link to a gateway.
  boolean linked() {
    return screens().allMatch(Screen::linked);
  }

  Judgement judge() {
    return Judgement.of(
        List.of(borrower.written(), lender.written()),
        history(),
        screens().map(Screen::lines).toList());
  }

  void close() {
    borrower.close();
    lender.close();
  }

  private List<Line> history() {
    List<Line> all = new ArrayList<>();
    MessagePage page;
    do {
      page = page(all.size());
      page.items().forEach(message -> all.add(Line.of(message, 0)));
    } while (page.hasMore());
    return all;
  }

  /// Asks again when REST is still busy with those who came back.
  private MessagePage page(int after) {
    Pacer tries = new Pacer(System.nanoTime(), 1);
    for (int i = 1; ; i++) {
      try {
        return lender.api().after(roomId, after, PAGE);
      } catch (ApiException e) {
        if (i == MOST_TRIES) {
          throw e;
        }
        long _ = tries.await(i);
      }
    }
  }
}
