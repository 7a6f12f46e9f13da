package chat.maru.chat.wire;

import chat.maru.chat.problem.ProblemException;
import chat.maru.contract.error.ErrorCode;
import chat.maru.contract.id.Ids;
import java.util.UUID;

/// An id in a path. What is no UUID names nothing, so it is answered like an unknown one.
public final class PathId {
  private PathId() {}

  public static UUID room(String text) {
    return Ids.parse(text).orElseThrow(() -> ProblemException.of(ErrorCode.ROOM_NOT_FOUND));
  }

  public static UUID post(String text) {
    return Ids.parse(text).orElseThrow(() -> ProblemException.of(ErrorCode.POST_NOT_FOUND));
  }
}
