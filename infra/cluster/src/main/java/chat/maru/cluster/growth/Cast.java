package chat.maru.cluster.growth;

import chat.maru.contract.id.Ids;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The people whose rooms are read, under ids that every run makes again: a borrower and a lender
/// of very many rooms, who are there from the beginning, long rooms, which grow with the history,
/// and ordinary people, of whom each generation brings some more.
final class Cast {
  static final int ROOMS_OF_BORROWER = 5_000;
  static final int ROOMS_OF_LENDER = 50_000;
  static final int LONG_ROOMS = 20;

  /// Of each generation.
  static final int READERS = 16;

  private static final UUID NAMESPACE = UUID.fromString("6d617275-0000-5000-8000-67726f770001");

  static final UUID BORROWER = id("borrower");
  static final UUID LENDER = id("lender");

  private static final int OTHERS = 100;
  private static final int MESSAGES_OF_BORROWERS_ROOM = 32;
  private static final int MESSAGES_OF_LENDERS_ROOM = 8;

  private Cast() {}

  static List<SealedRoom> roomsOfBorrower() {
    return IntStream.range(0, ROOMS_OF_BORROWER)
        .mapToObj(i ->
            new SealedRoom(
                id("lent to the borrower", i), BORROWER, other(i), MESSAGES_OF_BORROWERS_ROOM))
        .toList();
  }

  /// Each of the others borrows everything that the lender has.
  static List<SealedRoom> roomsOfLender() {
    return IntStream.range(0, ROOMS_OF_LENDER)
        .mapToObj(i ->
            new SealedRoom(
                id("lent by the lender", i / OTHERS), other(i), LENDER, MESSAGES_OF_LENDERS_ROOM))
        .toList();
  }

  /// @param messages that each of them gets at once
  static List<SealedRoom> longRooms(int messages) {
    return IntStream.range(0, LONG_ROOMS)
        .mapToObj(i ->
            new SealedRoom(
                id("talked about at length", i), other(2 * i), other(2 * i + 1), messages))
        .toList();
  }

  static UUID reader(int generation, int index) {
    return id("reader of generation " + generation, index % READERS);
  }

  /// Each of a generation's readers has one post and five rooms on those of the next five.
  static List<SealedRoom> roomsOfReaders(int generation) {
    List<SealedRoom> rooms = new ArrayList<>();
    for (int i = 0; i < READERS; i++) {
      UUID post = id("lent by a reader of generation " + generation, i);
      for (int k = 1; k <= FillStatements.ROOMS_OF_POST; k++) {
        rooms.add(
            new SealedRoom(
                post,
                reader(generation, i + k),
                reader(generation, i),
                FillStatements.messages(i * FillStatements.ROOMS_OF_POST + k)));
      }
    }
    return rooms;
  }

  /// All that a generation brings.
  static List<SealedRoom> rooms(int generation, int messagesOfLongRoom) {
    Stream<SealedRoom> grown =
        Stream.concat(longRooms(messagesOfLongRoom).stream(), roomsOfReaders(generation).stream());
    Stream<SealedRoom> first =
        generation > 0
            ? Stream.of()
            : Stream.concat(roomsOfBorrower().stream(), roomsOfLender().stream());
    return Stream.concat(first, grown).toList();
  }

  private static UUID other(int index) {
    return id("other", index % OTHERS);
  }

  private static UUID id(String role, int index) {
    return id(role + " " + index);
  }

  private static UUID id(String name) {
    return Ids.nameBased(NAMESPACE, name);
  }
}
