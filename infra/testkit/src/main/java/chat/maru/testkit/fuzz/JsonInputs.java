package chat.maru.testkit.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// What a hostile client might send where JSON is expected: plain bytes, JSON of any shape, objects
/// with the right names and wrong values, and right ones with a few things changed.
///
/// The same bytes give the same input.
///
/// @param valid examples that the receiver takes
/// @param names of the fields that it knows
public record JsonInputs(List<String> valid, List<String> names) {
  private static final int DEEPEST = 6;

  /// What parsers, databases and encoders have stumbled over.
  private static final List<String> ODD =
      List.of(
          "\"",
          "\\",
          "{",
          "}",
          "[",
          "]",
          ",",
          ":",
          "\\u0000",
          "\\ud800",
          "\\udc00\\ud800",
          "\\x",
          "\u0000",
          "\ud800",
          "\ufeff",
          "\u2028",
          "\u202e",
          "😀",
          "마루",
          "null",
          "true",
          "-0",
          "1e999999",
          "1E-999999",
          "9223372036854775808",
          "-9223372036854775809",
          "0x1f",
          "01",
          "NaN",
          "1.0",
          "/**/",
          "//",
          "'",
          "<script>",
          "'; drop table x; --",
          "${jndi:ldap://x}",
          "__proto__",
          "@type",
          "class",
          "00000000-0000-0000-0000-000000000000",
          "0b0e7a52-9c0c-4c8e-9f0e-1d7a53f0a111",
          "1-1-1-1-1");

  public JsonInputs {
    valid = List.copyOf(valid);
    names = List.copyOf(names);
  }

  /// As a text frame carries it; may hold lone surrogates, which a caller that wants real texts
  /// must tell apart.
  public String text(byte[] seed) {
    var choices = new Choices(seed);
    return switch (choices.below(32)) {
      case 0, 1, 2 -> new String(choices.rest(), StandardCharsets.UTF_8);
      case 3, 4 -> new String(choices.rest(), StandardCharsets.UTF_16BE);
      case 5, 6, 7, 8 -> value(choices, 0);
      case 9, 10, 11, 12 -> object(choices, 0);
      case 13 -> large(choices);
      default -> mutated(choices);
    };
  }

  /// As a body carries it; some of them are no UTF-8.
  public byte[] bytes(byte[] seed) {
    byte[] bytes = text(seed).getBytes(StandardCharsets.UTF_8);
    if (bytes.length > 0 && seed.length > 1 && seed[1] % 16 == 0) {
      bytes[(seed[seed.length - 1] & 0xff) % bytes.length] = seed[seed.length / 2];
    }
    return bytes;
  }

  private String value(Choices choices, int depth) {
    return switch (depth > DEEPEST ? choices.below(4) : choices.below(8)) {
      case 0 -> choices.of(ODD);
      case 1 -> quoted(choices.of(ODD));
      case 2 -> Integer.toString(choices.below(65_536) - 32_768);
      case 3 -> quoted(choices.of(names));
      case 4, 5 -> object(choices, depth + 1);
      default -> list(choices, depth + 1);
    };
  }

  private String object(Choices choices, int depth) {
    var object = new StringBuilder("{");
    for (int left = choices.below(8); left > 0; left--) {
      String name = choices.below(8) == 0 ? choices.of(ODD) : choices.of(names);
      object.append(quoted(name)).append(':').append(value(choices, depth));
      object.append(left > 1 ? "," : "");
    }
    return object.append('}').toString();
  }

  private String list(Choices choices, int depth) {
    var list = new StringBuilder("[");
    for (int left = choices.below(5); left > 0; left--) {
      list.append(value(choices, depth)).append(left > 1 ? "," : "");
    }
    return list.append(']').toString();
  }

  /// Deep or long, around the limits.
  private String large(Choices choices) {
    String piece = choices.of(List.of("[", "{\"x\":", "\"x\",", "9", "\\u0041", "😀", "x", " "));
    String filling = piece.repeat(choices.below(4_200) + 1);
    String around = mutated(choices);
    int at = around.isEmpty() ? 0 : choices.below(Math.min(around.length(), 65_536));
    return around.substring(0, at) + filling + around.substring(at);
  }

  private String mutated(Choices choices) {
    var text = new StringBuilder(choices.of(valid));
    do {
      change(text, choices);
    } while (choices.more() && choices.below(3) != 0);
    return text.toString();
  }

  private void change(StringBuilder text, Choices choices) {
    int at = choices.below(text.length() + 1);
    int end = Math.min(text.length(), at + choices.below(12));
    switch (choices.below(7)) {
      case 0 -> text.delete(at, end);
      case 1 -> text.insert(at, text.substring(at, end));
      case 2 -> text.replace(at, end, choices.of(ODD));
      case 3 -> text.insert(at, choices.of(ODD));
      case 4 -> text.insert(at, value(choices, 3));
      case 5 -> text.insert(at, (char) choices.below(65_536));
      default -> text.replace(at, text.length(), choices.of(valid));
    }
  }

  private static String quoted(String text) {
    return '"' + text + '"';
  }
}
