package chat.maru.cluster.e2e;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/// Two words that stand nowhere else, ASCII and Korean, in every form in which software may write
/// them down.
final class Needle {
  /// One character is one byte, so that bytes can be searched as fast as texts.
  private final Map<String, String> forms = new LinkedHashMap<>();

  private final String ascii;
  private final String korean;

  private Needle(String ascii, String korean) {
    this.ascii = ascii;
    this.korean = korean;
    List.of(ascii, korean).forEach(this::write);
  }

  static Needle unlike() {
    String random = UUID.randomUUID().toString().replace("-", "");
    return new Needle("zq" + random.substring(0, 14), hangul(random.substring(14, 28)));
  }

  /// What stands somewhere as it is.
  static Needle of(String ascii) {
    return new Needle(ascii, ascii);
  }

  /// A text with both words.
  String text(String around) {
    return around + " " + ascii + " / " + korean;
  }

  String ascii() {
    return ascii;
  }

  /// The forms that stand in it.
  List<String> foundIn(byte[] bytes, int length) {
    var hay = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    return forms.entrySet().stream()
        .filter(form -> hay.contains(form.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  List<String> foundIn(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return foundIn(bytes, bytes.length);
  }

  private void write(String word) {
    byte[] utf8 = word.getBytes(StandardCharsets.UTF_8);
    put(word, "UTF-8", utf8);
    put(word, "UTF-16LE", word.getBytes(StandardCharsets.UTF_16LE));
    put(word, "UTF-16BE", word.getBytes(StandardCharsets.UTF_16BE));
    put(word, "hex", ascii(HexFormat.of().formatHex(utf8)));
    put(
        word,
        "hex of UTF-16BE",
        ascii(HexFormat.of().formatHex(word.getBytes(StandardCharsets.UTF_16BE))));
    put(word, "JSON escapes", ascii(escaped(word, "%04x")));
    put(word, "JSON escapes, upper case", ascii(escaped(word, "%04X")));
    put(word, "URL", ascii(URLEncoder.encode(word, StandardCharsets.UTF_8)));
    for (int shift = 0; shift < 3; shift++) {
      put(word, "base64 at " + shift, ascii(base64(utf8, shift)));
    }
  }

  private void put(String word, String form, byte[] bytes) {
    forms.put(form + " of " + word, new String(bytes, StandardCharsets.ISO_8859_1));
  }

  /// Of the word amid others, without what its neighbours have a part in.
  private static String base64(byte[] word, int shift) {
    byte[] shifted = ByteBuffer.allocate(shift + word.length).position(shift).put(word).array();
    int whole = shifted.length / 3 * 4;
    return Base64.getEncoder().encodeToString(shifted).substring(shift == 0 ? 0 : 4, whole);
  }

  private static String escaped(String word, String digits) {
    return word.chars().mapToObj(c -> "\\u" + digits.formatted(c)).collect(Collectors.joining());
  }

  private static String hangul(String hex) {
    return hex.chars()
        .mapToObj(c -> Character.toString(0xac00 + 28 * Character.digit(c, 16)))
        .collect(Collectors.joining());
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
