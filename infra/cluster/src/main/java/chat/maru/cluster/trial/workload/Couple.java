package chat.maru.cluster.trial.workload;

import chat.maru.cluster.trial.device.Conversation;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Two people, what they talk about and what they have yet to begin. Belongs to the workload's
/// thread.
final class Couple {
  private final Member borrower;
  private final Member lender;
  private final List<Conversation> begun = new ArrayList<>();
  private final List<Conversation> planned;

  /// @param conversations at least one; the first is begun
  Couple(Member borrower, Member lender, List<Conversation> conversations) {
    this.borrower = borrower;
    this.lender = lender;
    begun.add(conversations.getFirst());
    planned = new ArrayList<>(conversations.subList(1, conversations.size()));
  }

  Member borrower() {
    return borrower;
  }

  Member lender() {
    return lender;
  }

  Conversation any(RandomGenerator random) {
    return begun.get(random.nextInt(begun.size()));
  }

  /// Who may write: the lender only where there is a room already.
  Member writer(Conversation in, RandomGenerator random) {
    return random.nextBoolean() && in.isOpen() ? lender : borrower;
  }

  boolean hasPlans() {
    return !planned.isEmpty();
  }

  Conversation beginNext() {
    Conversation next = planned.removeFirst();
    begun.add(next);
    return next;
  }
}
