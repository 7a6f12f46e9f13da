package chat.maru.cluster.load;

import chat.maru.cluster.client.wire.ClientFrame;
import chat.maru.cluster.client.wire.Handshake;
import chat.maru.cluster.client.wire.WebSockets;
import chat.maru.cluster.load.Crowd.Member;
import chat.maru.cluster.state.ClusterState;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/// Pairs of new users, each with its post and its room, connected for as long as this is open.
/// Their messages are numbered through all steps of a run.
final class Pairs implements AutoCloseable {
  private final Crowd crowd;
  private final WebSockets sockets;
  private final long run = ThreadLocalRandom.current().nextLong();
  private final List<Couple> couples;
  private long sent;

  Pairs(Crowd crowd, WebSockets sockets, int pairs) {
    this.crowd = crowd;
    this.sockets = sockets;
    couples = crowd.together(IntStream.range(0, pairs).mapToObj(this::couple).toList());
  }

  ClusterState state() {
    return crowd.state();
  }

  int count() {
    return couples.size();
  }

  /// The pair whose turn message `n` of a step is.
  Couple of(long n) {
    return couples.get((int) (n % couples.size()));
  }

  Device sender(long n) {
    return of(n).sender(n / couples.size());
  }

  /// @param messages of the next step
  /// @return the number of the last message before it
  long reserve(int messages) {
    long before = sent;
    sent += messages;
    return before;
  }

  /// Of both members of each pair.
  List<String> tokens() {
    return couples.stream()
        .flatMap(couple -> couple.members().stream())
        .map(Member::token)
        .toList();
  }

  String id(long number) {
    return MessageNumber.id(run, number);
  }

  void count(Tally tally) {
    couples.forEach(couple -> {
      couple.borrower().count(tally);
      couple.lender().count(tally);
    });
  }

  /// Every second pair has its ends on different gateways.
  private Callable<Couple> couple(int index) {
    return () -> {
      List<Member> members = crowd.membersHere(2);
      String postId = crowd.post(members.getLast());
      Device borrower = device(members.getFirst(), index / 2);
      Device lender = device(members.getLast(), index / 2 + index % 2);
      String id = MessageNumber.id(run + 1 + index, 0);
      String roomId = borrower.begin(new ClientFrame.Send(id, null, postId, "first").json());
      String _ = lender.begin(new ClientFrame.Send(id, roomId, null, "answer").json());
      return new Couple(roomId, members, borrower, lender);
    };
  }

  private Device device(Member member, int gateway) {
    return new Device(sockets, Handshake.withToken(crowd.gateway(gateway), member.token()));
  }

  @Override
  public void close() {
    couples.forEach(couple -> {
      couple.borrower().close();
      couple.lender().close();
    });
  }
}
