package chat.maru.gateway.intake;

import chat.maru.contract.error.ErrorCode;
import chat.maru.gateway.intake.Lane.Admission;
import chat.maru.gateway.intake.Lane.Aftermath;
import chat.maru.gateway.settings.GatewaySettings.Limits;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// One session's lanes, bounded together (D9). A lane is there while it has something open.
final class SendLanes {
  private final Limits limits;
  private final SendGate gate;

  @GuardedBy("this")
  private final Map<UUID, Lane> lanes = new HashMap<>(2);

  @GuardedBy("this")
  private int waiting;

  @GuardedBy("this")
  private int waitingBytes;

  @GuardedBy("this")
  private boolean closed;

  SendLanes(Limits limits, SendGate gate) {
    this.limits = limits;
    this.gate = gate;
  }

  synchronized Admission admit(Pending send) {
    Lane lane = lanes.get(send.roomId());
    if (lane == null) {
      if (lanes.size() >= limits.rooms()) {
        lanes.values().removeIf(other -> other.isGivenUp(send.arrivedAt()));
      }
      if (lanes.size() >= limits.rooms()) {
        return new Admission.Refused(ErrorCode.RATE_LIMITED);
      }
      lane = new Lane();
      lanes.put(send.roomId(), lane);
    }
    boolean room =
        waiting < limits.waitingSends() && waitingBytes + send.size() <= limits.waitingBytes();
    Admission admission = lane.admit(send, room, gate);
    if (admission instanceof Admission.Waiting) {
      waiting++;
      waitingBytes += send.size();
    }
    return admission;
  }

  /// @param settled false when the client must send it again
  synchronized Aftermath answered(Pending send, boolean settled) {
    Lane lane = lanes.get(send.roomId());
    if (closed || lane == null) {
      return new Aftermath(null, List.of());
    }
    Aftermath aftermath = settled ? lane.settled() : lane.unsettled();
    if (aftermath.next() != null) {
      left(aftermath.next());
    }
    aftermath.refused().forEach(this::left);
    if (lane.isIdle()) {
      lanes.remove(send.roomId());
    }
    return aftermath;
  }

  /// The client is gone: what waits is forgotten, as if it had not come.
  synchronized void close() {
    closed = true;
    lanes.clear();
  }

  @GuardedBy("this")
  private void left(Pending send) {
    waiting--;
    waitingBytes -= send.size();
  }
}
