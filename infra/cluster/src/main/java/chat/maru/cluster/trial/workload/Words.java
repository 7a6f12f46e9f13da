package chat.maru.cluster.trial.workload;

import chat.maru.cluster.client.room.Outgoing;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.random.RandomGenerator;

/// Messages of all kinds: short, long and Korean texts; ids of several versions, with times of now,
/// of long ago and of far from now, for none of that may matter (D2).
final class Words {
  private static final int LONGEST = 4_000;
  private static final long FAR_FROM_NOW = Instant.parse("9999-12-31T00:00:00Z").toEpochMilli();
  private static final String[] PHRASES = {
    "Is it free on Saturday? ",
    "이번 주말에 빌릴 수 있을까요? ",
    "네, 가능합니다 🙂 ",
    "Nine thousand won a day. ",
    "역 앞에서 만나요. ",
    "\"quoted\", \\ and \t tab. "
  };

  private final RandomGenerator random;
  private final Clock clock;
  private long number;

  Words(RandomGenerator random, Clock clock) {
    this.random = random;
    this.clock = clock;
  }

  Outgoing next() {
    return new Outgoing(id(), text());
  }

  /// The same id with another text, which the cluster must refuse.
  Outgoing other(Outgoing said) {
    return new Outgoing(said.id(), text());
  }

  /// No two are alike.
  private String text() {
    StringBuilder text = new StringBuilder().append(number++).append(' ');
    int length = random.nextInt(200) == 0 ? LONGEST : 10 + random.nextInt(140);
    while (text.length() < length) {
      text.append(PHRASES[random.nextInt(PHRASES.length)]);
    }
    text.setLength(Math.min(text.length(), LONGEST));
    if (Character.isHighSurrogate(text.charAt(text.length() - 1))) {
      text.setLength(text.length() - 1);
    }
    return text.toString();
  }

  private String id() {
    return switch (random.nextInt(4)) {
      case 0 -> version7(clock.millis());
      case 1 -> version7(random.nextInt(1_000));
      case 2 -> version7(FAR_FROM_NOW);
      default -> uuid(random.nextLong(), 4);
    };
  }

  private String version7(long millis) {
    return uuid(millis << 16 | random.nextInt(1 << 16), 7);
  }

  private String uuid(long high, int version) {
    long low = random.nextLong() & 0x3fff_ffff_ffff_ffffL | 0x8000_0000_0000_0000L;
    return new UUID(high & 0xffff_ffff_ffff_0fffL | (long) version << 12, low).toString();
  }
}
