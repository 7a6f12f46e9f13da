package chat.maru.gateway.frame;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.gateway.frame.Decoded.Refused;
import chat.maru.gateway.frame.Decoded.Understood;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameDecoderTest {
  private static final String ID = "0b0e7a52-9c0c-4c8e-9f0e-1d7a53f0a111";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "                                             | bad_frame    |",
        "null                                         | bad_frame    |",
        "[]                                           | bad_frame    |",
        "'text'                                       | bad_frame    |",
        "{                                            | bad_frame    |",
        "{}                                           | bad_frame    |",
        "{'type':1}                                   | bad_frame    |",
        "{'type':null}                                | bad_frame    |",
        "{'type':'ping'}{}                            | bad_frame    |",
        "{'type':'ping'} x                            | bad_frame    |",
        "{'type':'dance'}                             | unknown_type | type",
        "{'type':'Ping'}                              | unknown_type | type",
        "{'type':'auth'}                              | bad_field    | token",
        "{'type':'auth','token':[]}                   | bad_field    | token",
        "{'type':'typing'}                            | bad_field    | roomId",
        "{'type':'watch','roomId':7}                  | bad_field    | roomId",
        "{'type':'unwatch','roomId':'x'}              | bad_id       | roomId",
        "{'type':'read','roomId':'ID'}                | bad_field    | seq",
        "{'type':'read','roomId':'ID','seq':0}        | bad_field    | seq",
        "{'type':'read','roomId':'ID','seq':-1}       | bad_field    | seq",
        "{'type':'read','roomId':'ID','seq':1.0}      | bad_field    | seq",
        "{'type':'read','roomId':'ID','seq':'1'}      | bad_field    | seq",
        "{'type':'read','roomId':'ID','seq':1e999999} | bad_field    | seq",
        "{'type':'read','roomId':'ID','seq':9223372036854775808} | bad_field | seq",
        "{'type':'send','roomId':'ID','text':'x'}     | bad_field    | id",
        "{'type':'send','id':null,'roomId':'ID','text':'x'} | bad_field | id",
        "{'type':'send','id':'1-1-1-1-1','roomId':'ID','text':'x'} | bad_id | id",
        "{'type':'send','id':'ID','text':'x'}         | bad_field    | roomId",
        "{'type':'send','id':'ID','roomId':'ID','postId':'ID','text':'x'} | bad_field | roomId",
        "{'type':'send','id':'ID','postId':'x','text':'x'} | bad_id  | postId",
        "{'type':'send','id':'ID','roomId':'ID'}      | bad_field    | text",
        "{'type':'send','id':'ID','roomId':'ID','text':{}} | bad_field | text",
        "{'type':'send','id':'ID','roomId':'ID','text':''} | empty_text | text",
        "{'type':'send','id':'ID','roomId':'ID','text':' \\u00a0\\u0085\\u3000\\n'} | empty_text | text",
        "{'type':'send','id':'ID','roomId':'ID','text':'a\\u0000'} | bad_field | text",
        "{'type':'send','id':'ID','roomId':'ID','text':'a\\ud800b'} | bad_field | text",
      })
  void refusesWithTheCodeAndTheField(String frame, String code, String field) {
    String json = frame == null ? "" : frame.replace('\'', '"').replace("ID", ID);
    assertThat(FrameDecoder.decode(json))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> {
              assertThat(refused.error().code()).isEqualTo(code);
              assertThat(refused.error().field()).isEqualTo(field);
              if (field != null) {
                assertThat(refused.error().message()).contains(field);
              }
            });
  }

  @Test
  void whatIsTooDeepOrTooLongForAParserIsABadFrame() {
    for (String json :
        List.of(
            "[".repeat(30_000),
            "{\"type\":\"ping\",\"x\":" + "{\"x\":".repeat(10_000) + "1" + "}".repeat(10_001),
            "{\"type\":\"ping\",\"x\":" + "9".repeat(60_000) + "}")) {
      assertThat(FrameDecoder.decode(json))
          .isInstanceOfSatisfying(
              Refused.class, refused -> assertThat(refused.error().code()).isEqualTo("bad_frame"));
    }
  }

  /// Found by FrameFuzzTest: half a character can be written in JSON, but not in UTF-8.
  @Test
  void anIdThatUtf8CantCarryIsNotEchoed() {
    assertThat(FrameDecoder.decode("{\"type\":\"send\",\"id\":\"\\ud800\"}"))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> {
              assertThat(refused.error().code()).isEqualTo("bad_id");
              assertThat(refused.error().id()).isNull();
            });
  }

  @Test
  void countsCodePointsNotChars() {
    assertThat(send("😀".repeat(4_000))).isInstanceOf(Understood.class);
    assertThat(send("x" + "😀".repeat(4_000)))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> assertThat(refused.error().code()).isEqualTo("text_too_long"));
  }

  @ParameterizedTest
  @ValueSource(strings = {ID, "0B0E7A52-9C0C-4C8E-9F0E-1D7A53F0A111"})
  void echoesTheIdAsItWasWritten(String id) {
    String frame = "{\"type\":\"send\",\"id\":\"%s\",\"roomId\":\"%s\",\"text\":\"%s\"}";
    assertThat(FrameDecoder.decode(frame.formatted(id, ID, "hi")))
        .isEqualTo(
            new Understood(
                new ClientFrame.Send(
                    id, UUID.fromString(ID), new ClientFrame.ToRoom(UUID.fromString(ID)), "hi")));
    assertThat(FrameDecoder.decode(frame.formatted(id, ID, "")))
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.error().id()).isEqualTo(id));
  }

  @Test
  void ignoresWhatItDoesNotKnowAndTakesNullForAbsent() {
    assertThat(
            FrameDecoder.decode(
                "{\"new\":[{\"a\":1}],\"type\":\"read\",\"roomId\":\"%s\",\"postId\":null,\"seq\":7}"
                    .formatted(ID)))
        .isEqualTo(new Understood(new ClientFrame.Read(UUID.fromString(ID), 7)));
  }

  @Test
  void neitherTextNorTokenIsPrinted() {
    assertThat(send("secret").toString()).doesNotContain("secret");
    assertThat(FrameDecoder.decode("{\"type\":\"auth\",\"token\":\"secret\"}").toString())
        .doesNotContain("secret");
  }

  private static Decoded send(String text) {
    return FrameDecoder.decode(
        "{\"type\":\"send\",\"id\":\"%s\",\"roomId\":\"%s\",\"text\":\"%s\"}"
            .formatted(ID, ID, text));
  }
}
