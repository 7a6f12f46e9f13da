package chat.maru.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.gateway.delivery.Removals.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// D5: the directory names no session that has closed, however often Redis fails to remove it.
@Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RemovalsTest {
  private final List<Entry> asked = new ArrayList<>();
  private final List<CompletableFuture<Long>> answers = new ArrayList<>();
  private boolean away;
  private final Removals removals = new Removals(this::answer);

  @Test
  void aConfirmedRemovalIsNotRepeated() {
    Entry entry = entry();
    removals.remove(entry);
    removals.repeat();
    answers.getFirst().complete(1L);
    removals.repeat();
    assertThat(asked).containsExactly(entry);
  }

  @Test
  void aRemovalThatFailedIsRepeatedUntilItIsConfirmed() {
    Entry entry = entry();
    removals.remove(entry);
    fail(0);
    removals.repeat();
    fail(1);
    removals.repeat();
    answers.get(2).complete(0L);
    removals.repeat();
    assertThat(asked).containsExactly(entry, entry, entry);
  }

  @Test
  void whileRedisIsAwayEachIsAskedForOnceARoundAndNoneIsForgotten() {
    away = true;
    List<Entry> entries = Stream.generate(RemovalsTest::entry).limit(1_000).toList();
    entries.forEach(removals::remove);
    asked.clear();
    removals.repeat();
    assertThat(asked).containsExactlyInAnyOrderElementsOf(entries);
    asked.clear();
    away = false;
    removals.repeat();
    assertThat(asked).containsExactlyInAnyOrderElementsOf(entries);
  }

  @Test
  void anOldConfirmationDoesNotCoverALaterRemovalThatFailed() {
    Entry entry = entry();
    removals.remove(entry);
    fail(0);
    removals.repeat();
    removals.remove(entry); // its session was written once more meanwhile
    fail(2);
    answers.get(1).complete(1L);
    removals.repeat();
    assertThat(asked).hasSize(4);
  }

  private CompletableFuture<Long> answer(Entry entry) {
    asked.add(entry);
    var answer = new CompletableFuture<Long>();
    answers.add(answer);
    if (away) {
      fail(answers.size() - 1);
    }
    return answer;
  }

  private void fail(int question) {
    answers.get(question).completeExceptionally(new IllegalStateException("away"));
  }

  private static Entry entry() {
    return new Entry(UUID.randomUUID(), UUID.randomUUID());
  }
}
