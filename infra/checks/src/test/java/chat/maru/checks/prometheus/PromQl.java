package chat.maru.checks.prometheus;

import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What a query asks for. Not a parser: `promtool` says whether a query is one.
public final class PromQl {
  private static final Pattern STRINGS = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");
  private static final Pattern MATCHERS = Pattern.compile("\\{[^}]*}|\\[[^]]*]");
  private static final Pattern LABELS =
      Pattern.compile("\\b(by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)");
  private static final Pattern NAME =
      Pattern.compile("(?<![\\w:.])[a-zA-Z_:][\\w:]*(?![\\w:]|\\s*\\()");
  private static final Set<String> WORDS =
      Set.of("and", "or", "unless", "bool", "offset", "by", "on", "group_left", "group_right");

  private PromQl() {}

  /// The names of all series that it selects, as written, so with `_bucket` and the like.
  public static Set<String> metrics(String query) {
    String bare = STRINGS.matcher(query).replaceAll("");
    bare = MATCHERS.matcher(bare).replaceAll("");
    bare = LABELS.matcher(bare).replaceAll(" ");
    return NAME.matcher(bare)
        .results()
        .map(found -> found.group())
        .filter(name -> !WORDS.contains(name))
        .collect(Collectors.toSet());
  }
}
