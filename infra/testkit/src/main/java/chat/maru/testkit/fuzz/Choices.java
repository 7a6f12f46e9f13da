package chat.maru.testkit.fuzz;

import java.util.Arrays;
import java.util.List;

/// Decisions read from bytes, so that a fuzzer that changes a byte changes a decision. After the
/// last byte every decision is the first one.
final class Choices {
  private final byte[] bytes;
  private int next;

  Choices(byte[] bytes) {
    this.bytes = bytes;
  }

  /// From 0 up to but not including the bound, which is at most 65,536.
  int below(int bound) {
    int value = bound > 256 ? octet() << 8 | octet() : octet();
    return value % bound;
  }

  <T> T of(List<T> list) {
    return list.get(below(list.size()));
  }

  boolean more() {
    return next < bytes.length;
  }

  byte[] rest() {
    byte[] rest = Arrays.copyOfRange(bytes, Math.min(next, bytes.length), bytes.length);
    next = bytes.length;
    return rest;
  }

  private int octet() {
    return more() ? bytes[next++] & 0xff : 0;
  }
}
