package chat.maru.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.testkit.document.Document;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ClosingTest {

  @Test
  void theProtocolPageTellsEveryCode() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "protocol.md"));
    String table = page.substring(page.indexOf("## Close codes"));
    assertThat(Closing.values()).allSatisfy(why -> assertThat(table).contains("| " + why.code()));
  }

  @Test
  void theAsyncApiDocumentTellsEveryCodeAndTheContainersTwo() {
    List<Integer> told = new ArrayList<>();
    Document.named("asyncapi.yaml")
        .at("/channels/socket/x-close-codes")
        .forEach(close -> told.add(close.get("code").asInt()));
    Stream<Integer> ours = Arrays.stream(Closing.values()).map(Closing::code);
    assertThat(told)
        .containsExactlyInAnyOrderElementsOf(Stream.concat(Stream.of(1007, 1009), ours).toList());
  }

  @Test
  void codesAreUniqueAndOfARangeThatMayBeUsed() {
    assertThat(Arrays.stream(Closing.values()).map(Closing::code)).doesNotHaveDuplicates();
    assertThat(Closing.values())
        .allMatch(why -> why.code() == 1012 || (why.code() >= 4000 && why.code() < 5000))
        .allMatch(why -> why.reason().length() < 120);
  }
}
