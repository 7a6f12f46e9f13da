package chat.maru.cluster.client.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import chat.maru.cluster.client.api.Message;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FramesTest {

  @ParameterizedTest
  @MethodSource("clientFrames")
  void aClientFrameStandsOnTheWireAsTheProtocolSays(ClientFrame frame, String json) {
    assertThat(frame.json()).isEqualTo(json);
  }

  static Stream<Arguments> clientFrames() {
    return Stream.of(
        arguments(
            new ClientFrame.Send("i", "r", null, "안녕"),
            "{\"type\":\"send\",\"id\":\"i\",\"roomId\":\"r\",\"text\":\"안녕\"}"),
        arguments(new ClientFrame.Read("r", 7), "{\"type\":\"read\",\"roomId\":\"r\",\"seq\":7}"),
        arguments(new ClientFrame.Ping(), "{\"type\":\"ping\"}"));
  }

  @Test
  void aStoredMessageIsRead() {
    String text =
        """
        {"type":"message","roomId":"r","messageId":"m","seq":3,"senderId":"s","clientMessageId":"c",
         "text":"hi","sentAt":"2026-01-01T00:00:00.000Z","later":{"field":1}}\
        """;
    assertThat(ServerFrame.parse(text))
        .isEqualTo(
            new ServerFrame.Stored(
                new Message(
                    "r", "m", 3, "s", "c", "hi", Instant.parse("2026-01-01T00:00:00Z"), null)));
  }

  @Test
  void d14AnErasedMessageIsReadAsSuch() {
    String text =
        """
        {"type":"message","roomId":"r","messageId":"m","seq":3,"senderId":"s","clientMessageId":"c",
         "text":"deleted message","sentAt":"2026-01-01T00:00:00.000Z","erased":true}\
        """;
    assertThat(ServerFrame.parse(text))
        .isInstanceOfSatisfying(
            ServerFrame.Stored.class, stored -> assertThat(stored.message().wasErased()).isTrue());
  }

  @Test
  void anUnknownTypeIsNoError() {
    assertThat(ServerFrame.parse("{\"type\":\"reaction\",\"emoji\":\"👍\"}"))
        .isInstanceOf(ServerFrame.Unknown.class);
  }

  @Test
  void anErrorNeedsNoId() {
    assertThat(ServerFrame.parse("{\"type\":\"error\",\"code\":\"bad_frame\",\"retryable\":false}"))
        .isEqualTo(new ServerFrame.Failure(null, "bad_frame", null, false, null));
  }
}
