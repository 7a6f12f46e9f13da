package chat.maru.gateway.socket;

import chat.maru.contract.error.ErrorCode;
import io.micrometer.core.instrument.Counter;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/// Sends away who has waited too long for a thread, before anything is spent on the request (D9).
///
/// When a gateway dies, all its clients come to the others at once and stand in line. Those whose
/// turn it is have waited longest, and would soon be clients that have given up and gone: a node
/// that serves them has no time for those who are still there (decision 20).
final class Latecomers extends Handler.Wrapper {
  private static final int RETRY_MILLIS = 1_000; // and up to as long again

  private final long longest;
  private final Counter refused;

  /// @param behind where those go who are in time
  Latecomers(@Nullable Handler behind, Duration longest, Counter refused) {
    super(behind);
    this.longest = longest.toNanos();
    this.refused = refused;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    EndPoint endPoint = request.getConnectionMetaData().getConnection().getEndPoint();
    if (FrameConnector.waited(endPoint) <= longest) {
      return super.handle(request, response, callback);
    }
    refused.increment();
    var problem =
        Problem.of(
            ErrorCode.UNAVAILABLE,
            RETRY_MILLIS + ThreadLocalRandom.current().nextLong(RETRY_MILLIS));
    response.setStatus(problem.status());
    problem.describe(response.getHeaders()::put);
    response.getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE);
    response.write(true, ByteBuffer.wrap(problem.json()), callback);
    return true;
  }
}
