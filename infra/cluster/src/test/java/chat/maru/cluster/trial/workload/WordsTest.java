package chat.maru.cluster.trial.workload;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.cluster.client.room.Outgoing;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WordsTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final int MANY = 2_000;

  private static List<Outgoing> many(long seed) {
    Words words = new Words(new SplittableRandom(seed), Clock.fixed(NOW, ZoneOffset.UTC));
    return Stream.generate(words::next).limit(MANY).toList();
  }

  @Test
  void theSameSeedSaysTheSame() {
    assertThat(many(7)).isEqualTo(many(7)).isNotEqualTo(many(8));
  }

  @Test
  void noTwoAreAlikeAndTheLongestIsAsLongAsAllowed() {
    List<Outgoing> said = many(1);
    assertThat(said).extracting(Outgoing::id).doesNotHaveDuplicates();
    assertThat(said).extracting(Outgoing::text).doesNotHaveDuplicates();
    assertThat(said.stream().mapToInt(one -> one.text().length()).max()).hasValue(4_000);
  }

  @Test
  void idsAreOfVersionFourAndOfSevenWithTimesOfNowLongAgoAndFarFromNow() {
    List<UUID> ids = many(1).stream().map(one -> UUID.fromString(one.id())).toList();
    assertThat(ids).extracting(UUID::variant).containsOnly(2);
    assertThat(ids).extracting(UUID::version).containsOnly(4, 7);
    List<Long> years =
        ids.stream()
            .filter(id -> id.version() == 7)
            .map(id -> Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16))
            .map(time -> (long) time.atZone(ZoneOffset.UTC).getYear())
            .distinct()
            .sorted()
            .toList();
    assertThat(years).containsExactly(1970L, 2026L, 9999L);
  }

  @Test
  void noTextEndsInHalfACharacter() {
    assertThat(many(3))
        .extracting(Outgoing::text)
        .noneMatch(text -> Character.isHighSurrogate(text.charAt(text.length() - 1)));
  }
}
