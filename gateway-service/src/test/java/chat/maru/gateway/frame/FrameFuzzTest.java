package chat.maru.gateway.frame;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.contract.error.ErrorCode;
import chat.maru.gateway.frame.Decoded.Refused;
import chat.maru.gateway.frame.Decoded.Understood;
import chat.maru.testkit.fuzz.Hunt;
import chat.maru.testkit.fuzz.JsonInputs;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// D9: whatever a client sends as a frame has a documented outcome, soon, and leaves nothing
/// behind.
class FrameFuzzTest {
  private static final String ID = "0b0e7a52-9c0c-4c8e-9f0e-1d7a53f0a111";

  private static final JsonInputs INPUTS =
      new JsonInputs(
          Stream.of(
                  "{'type':'send','id':'ID','roomId':'ID','text':'안녕 hello'}",
                  "{'type':'send','id':'ID','postId':'ID','text':'x'}",
                  "{'type':'read','roomId':'ID','seq':7}",
                  "{'type':'typing','roomId':'ID'}",
                  "{'type':'watch','roomId':'ID'}",
                  "{'type':'unwatch','roomId':'ID'}",
                  "{'type':'auth','token':'a.b.c'}",
                  "{'type':'ping'}")
              .map(frame -> frame.replace('\'', '"').replace("ID", ID))
              .toList(),
          List.of("type", "id", "roomId", "postId", "text", "seq", "token", "send", "read"));

  /// Those that the decoder itself may give; docs/protocol.md says what each means.
  private static final Set<String> CODES =
      Stream.of(
              ErrorCode.BAD_FRAME,
              ErrorCode.BAD_FIELD,
              ErrorCode.UNKNOWN_TYPE,
              ErrorCode.EMPTY_TEXT,
              ErrorCode.TEXT_TOO_LONG,
              ErrorCode.BAD_ID)
          .map(ErrorCode::code)
          .collect(Collectors.toUnmodifiableSet());

  @Test
  void fiftyThousandFramesHaveADocumentedOutcome() {
    new Hunt("frames", 50_000).run(this::everyFrameHasADocumentedOutcome);
  }

  /// With `JAZZER_FUZZ=1` Jazzer looks for ways through the decoder; without, it tries what such
  /// hunts have found (`FrameFuzzTestInputs` beside the test's resources).
  @FuzzTest(maxDuration = "8m")
  void everyFrameHasADocumentedOutcome(byte[] seed) {
    String text = INPUTS.text(seed);
    switch (FrameDecoder.decode(text)) {
      case Understood(ClientFrame frame) -> holds(frame);
      case Refused(ServerFrame.Error error) -> {
        assertThat(CODES).contains(error.code());
        String told = Outgoing.of(error).text();
        assertThat(told.length()).isLessThan(2 * text.length() + 400);
        assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(told)).as("valid UTF-8").isTrue();
      }
    }
  }

  private static void holds(ClientFrame frame) {
    if (frame instanceof ClientFrame.Send send) {
      assertThat(send.text().codePointCount(0, send.text().length()))
          .isBetween(1, Texts.MOST_CODE_POINTS);
      assertThat(send.text()).doesNotContain("\0").isNotBlank();
      assertThat(send.toString()).doesNotContain("안녕");
    }
  }
}
