package chat.maru.chat.room;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/// Read positions of several rooms; a member without one has read nothing.
public final class ReadPositions {
  private final Map<Member, Long> positions;

  public ReadPositions(List<ReadPosition> positions) {
    this.positions =
        positions.stream()
            .collect(
                Collectors.toMap(
                    p -> new Member(p.roomId(), p.userId()), ReadPosition::readSeq, Math::max));
  }

  public long of(UUID roomId, UUID userId) {
    return positions.getOrDefault(new Member(roomId, userId), 0L);
  }

  private record Member(UUID roomId, UUID userId) {}
}
