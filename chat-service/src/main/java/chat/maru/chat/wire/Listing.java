package chat.maru.chat.wire;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One page of a list.
///
/// @param nextCursor null at the end of the list
public record Listing<T>(List<T> items, @Nullable String nextCursor) {

  /// @param rows up to one more than `limit`: the one too many says that there is a next page
  public static <R> Listing<R> of(List<R> rows, int limit, Function<R, String> cursor) {
    if (rows.size() <= limit) {
      return new Listing<>(rows, null);
    }
    List<R> page = rows.subList(0, limit);
    return new Listing<>(page, cursor.apply(page.getLast()));
  }

  public <S> Listing<S> map(Function<T, S> view) {
    return new Listing<>(items.stream().map(view).toList(), nextCursor);
  }
}
