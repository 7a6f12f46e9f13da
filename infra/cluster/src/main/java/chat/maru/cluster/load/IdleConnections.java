package chat.maru.cluster.load;

import chat.maru.cluster.client.wire.Handshake;
import chat.maru.cluster.client.wire.WebSockets;
import chat.maru.cluster.load.Crowd.Member;
import chat.maru.cluster.load.IdleFigures.Memory;
import chat.maru.cluster.state.ClusterState.Gateway;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/// Opens connections of different users on the first gateway and leaves them alone.
final class IdleConnections {
  private final Crowd crowd;
  private final WebSockets sockets;
  private final Gateway gateway;
  private final List<Device> open = new ArrayList<>();

  IdleConnections(Crowd crowd, WebSockets sockets) {
    this.crowd = crowd;
    this.sockets = sockets;
    this.gateway = crowd.state().gateways().getFirst();
  }

  IdleFigures measure(int many) {
    int few = Math.max(1, many / 4);
    System.out.printf("Making %d users …%n", many);
    List<Member> members = crowd.members(many);
    connect(members.subList(0, few));
    Memory atFew = memory();
    long start = System.nanoTime();
    connect(members.subList(few, many));
    double seconds = (System.nanoTime() - start) / 1e9;
    Memory atMany = memory();
    open.forEach(Device::close);
    return new IdleFigures(gateway.name(), few, many, atFew, atMany, (many - few) / seconds);
  }

  private void connect(List<Member> members) {
    URI url = URI.create(gateway.url());
    List<Callable<Device>> connecting = new ArrayList<>();
    for (Member member : members) {
      connecting.add(() -> new Device(sockets, Handshake.withToken(url, member.token())));
    }
    open.addAll(crowd.together(connecting));
  }

  private Memory memory() {
    long heap = new LiveHeap(gateway.pid()).bytes();
    return new Memory(heap, ProcessFigures.pssBytes(gateway.pid()));
  }
}
