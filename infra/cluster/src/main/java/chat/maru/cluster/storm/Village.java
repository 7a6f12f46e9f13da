package chat.maru.cluster.storm;

import chat.maru.cluster.storm.Mail.Letter;
import java.util.List;
import java.util.stream.IntStream;

/// Rooms, each with its borrower's device and its recipients'.
///
/// @param borrowers device of each room's borrower, connected
/// @param recipients devices of each room's other side, connected
record Village(List<? extends Phone> borrowers, List<? extends List<? extends Phone>> recipients) {
  private static final double FIRST_MESSAGES_PER_SECOND = 100;
  private static final int PATIENCE_SECONDS = 60;

  /// Says the first message of each room, slowly, and returns when every device has it.
  ///
  /// @throws IllegalStateException when that takes too long
  void settle(List<Homes.Home> homes, Mail mail, Mishaps mishaps) {
    System.out.printf("Making %d rooms …%n", homes.size());
    List<Letter> firsts =
        IntStream.range(0, homes.size())
            .mapToObj(i -> Letter.onPost(homes.get(i).post(), borrowers.get(i), recipients.get(i)))
            .toList();
    try {
      var _ = Mail.send(firsts, FIRST_MESSAGES_PER_SECOND);
      mail.awaitAccepted(firsts);
      awaitArrived(firsts);
    } finally {
      System.out.println("Met so far and repeated: " + mishaps.take());
    }
  }

  private void awaitArrived(List<Letter> firsts) {
    boolean known =
        Mail.within(
            PATIENCE_SECONDS, () -> borrowers.stream().noneMatch(phone -> phone.room().isEmpty()));
    if (!known || !Mail.awaitArrived(firsts, PATIENCE_SECONDS)) {
      throw new IllegalStateException("first messages are missing on some device");
    }
  }
}
