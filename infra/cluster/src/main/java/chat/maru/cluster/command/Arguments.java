package chat.maru.cluster.command;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// What the user typed behind a command. Both `--name value` and `--name=value` are fine; the last
/// of a repeated option counts.
///
/// All methods throw [IllegalArgumentException] saying in one line what is wrong.
public final class Arguments {
  private final Map<String, List<String>> values = new HashMap<>();
  private final Set<String> flags = new HashSet<>();

  private Arguments() {}

  /// @param named options with a value
  /// @param bare options without
  public static Arguments parse(List<String> typed, Set<String> named, Set<String> bare) {
    Arguments arguments = new Arguments();
    ArrayDeque<String> rest = split(typed);
    while (!rest.isEmpty()) {
      String name = rest.remove();
      if (bare.contains(name)) {
        arguments.flags.add(name);
      } else if (named.contains(name)) {
        arguments.values.computeIfAbsent(name, _ -> new ArrayList<>()).add(value(name, rest));
      } else {
        throw new IllegalArgumentException("unknown option: " + name);
      }
    }
    return arguments;
  }

  private static ArrayDeque<String> split(List<String> typed) {
    ArrayDeque<String> parts = new ArrayDeque<>();
    for (String argument : typed) {
      int equals = argument.startsWith("--") ? argument.indexOf('=') : -1;
      if (equals > 0) {
        parts.add(argument.substring(0, equals));
        parts.add(argument.substring(equals + 1));
      } else {
        parts.add(argument);
      }
    }
    return parts;
  }

  private static String value(String name, ArrayDeque<String> rest) {
    String value = rest.poll();
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(name + ": nothing (expected: a value)");
    }
    return value;
  }

  public boolean has(String flag) {
    return flags.contains(flag);
  }

  public Optional<String> text(String name) {
    return Optional.ofNullable(values.get(name)).map(List::getLast);
  }

  /// Of an option that may be repeated, in order.
  public List<String> texts(String name) {
    return values.getOrDefault(name, List.of());
  }

  /// Whole numbers with commas between them.
  public List<Integer> numbers(String name, List<Integer> otherwise) {
    return parsed(
        name, otherwise, text -> Arrays.stream(text.split(",")).map(Integer::valueOf).toList());
  }

  public int number(String name, int otherwise) {
    return parsed(name, otherwise, Integer::valueOf);
  }

  public long whole(String name, long otherwise) {
    return parsed(name, otherwise, Long::valueOf);
  }

  public double decimal(String name, double otherwise) {
    return parsed(name, otherwise, Double::valueOf);
  }

  private <T> T parsed(String name, T otherwise, Function<String, T> parse) {
    List<String> given = texts(name);
    if (given.isEmpty()) {
      return otherwise;
    }
    try {
      return parse.apply(given.getLast());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          name + ": " + given.getLast() + " (expected: a number)", e);
    }
  }
}
