package chat.maru.gateway.frame;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.contract.error.ErrorCode;
import chat.maru.contract.json.ContractJson;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OutgoingTest {
  private static final UUID A = new UUID(0, 1);
  private static final UUID B = new UUID(0, 2);

  @Test
  void writesEveryFrameAsTheContractShowsIt() {
    assertSame(
        new ServerFrame.Welcome(A, B, "gateway-1", 20, Instant.EPOCH),
        """
        {"type":"welcome","userId":"%1$s","sessionId":"%2$s","node":"gateway-1",
         "heartbeatSeconds":20,"serverTime":"1970-01-01T00:00:00.000Z"}\
        """);
    assertSame(
        new ServerFrame.Ack("X", A, B),
        "{\"type\":\"ack\",\"id\":\"X\",\"roomId\":\"%1$s\",\"messageId\":\"%2$s\"}");
    assertSame(
        new ServerFrame.Message(A, B, 3, A, B, "hi", Instant.EPOCH, null),
        """
        {"type":"message","roomId":"%1$s","messageId":"%2$s","seq":3,"senderId":"%1$s",
         "clientMessageId":"%2$s","text":"hi","sentAt":"1970-01-01T00:00:00.000Z"}\
        """);
    assertSame(
        new ServerFrame.Read(A, B, 3),
        "{\"type\":\"read\",\"roomId\":\"%1$s\",\"userId\":\"%2$s\",\"seq\":3}");
    assertSame(
        new ServerFrame.Typing(A, B),
        "{\"type\":\"typing\",\"roomId\":\"%1$s\",\"userId\":\"%2$s\"}");
    assertSame(
        new ServerFrame.Presence(A, true, null),
        "{\"type\":\"presence\",\"userId\":\"%1$s\",\"online\":true}");
    assertSame(
        ServerFrame.Error.retry(null, ErrorCode.UNAVAILABLE, Duration.ofMillis(5)),
        """
        {"type":"error","code":"unavailable","message":"this can't be answered now",
         "retryable":true,"retryAfterMs":5}\
        """);
    assertSame(new ServerFrame.Resync(), "{\"type\":\"resync\"}");
    assertSame(new ServerFrame.Goaway(9), "{\"type\":\"goaway\",\"reconnectAfterMs\":9}");
    assertSame(new ServerFrame.Pong(), "{\"type\":\"pong\"}");
  }

  private static void assertSame(ServerFrame frame, String json) {
    assertThat(ContractJson.mapper().readTree(Outgoing.of(frame).text()))
        .isEqualTo(ContractJson.mapper().readTree(json.formatted(A, B)));
  }
}
