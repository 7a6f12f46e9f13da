package chat.maru.cluster.fault;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;

/// Deals faults to targets: every target has had its n-th turn before one has its n-th plus two,
/// and gets all its cards in random order before one comes again.
final class Deck {
  private final List<Target> targets;
  private final Random random;
  private final Queue<Target> turns = new ArrayDeque<>();
  private final Map<Target, Queue<Cards.Card>> cards = new HashMap<>();

  Deck(List<? extends Target> targets, Random random) {
    this.targets = List.copyOf(targets);
    this.random = random;
  }

  Fault deal() {
    if (turns.isEmpty()) {
      turns.addAll(shuffled(targets));
    }
    Target target = turns.remove();
    Queue<Cards.Card> left = cards.computeIfAbsent(target, _ -> new ArrayDeque<>());
    if (left.isEmpty()) {
      left.addAll(shuffled(Cards.of(target)));
    }
    return left.remove().apply(random);
  }

  private <T> List<T> shuffled(List<T> values) {
    var copy = new ArrayList<>(values);
    Collections.shuffle(copy, random);
    return copy;
  }
}
