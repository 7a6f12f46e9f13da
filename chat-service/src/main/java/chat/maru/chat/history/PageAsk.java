package chat.maru.chat.history;

import chat.maru.chat.problem.ProblemException;
import chat.maru.chat.wire.PageLimit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which messages of a room are asked for.
sealed interface PageAsk {

  int limit();

  /// Whether more than `page`, which is ascending, lie in the direction asked for.
  boolean hasMore(List<Long> page, long head);

  /// Up to `limit` directly before `seq`; the newest are those before everything to come.
  record Before(long seq, int limit) implements PageAsk {
    @Override
    public boolean hasMore(List<Long> page, long head) {
      return !page.isEmpty() && page.getFirst() > 1;
    }
  }

  /// Up to `limit` directly after `seq`.
  record After(long seq, int limit) implements PageAsk {
    @Override
    public boolean hasMore(List<Long> page, long head) {
      return !page.isEmpty() && page.getLast() < head;
    }
  }

  /// @throws ProblemException `bad_field` for both, for a negative number or a limit out of range
  static PageAsk of(@Nullable Long before, @Nullable Long after, @Nullable Integer limit) {
    int size = PageLimit.of(limit);
    if (before != null && after != null) {
      throw ProblemException.badField("after", "expected: either before or after");
    }
    if (after != null) {
      return new After(notNegative("after", after), size);
    }
    return new Before(before == null ? Long.MAX_VALUE : notNegative("before", before), size);
  }

  private static long notNegative(String field, long seq) {
    if (seq < 0) {
      throw ProblemException.badField(field, "expected: >= 0");
    }
    return seq;
  }
}
