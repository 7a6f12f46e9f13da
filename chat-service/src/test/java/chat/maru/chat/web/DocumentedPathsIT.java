package chat.maru.chat.web;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.chat.RunningNode;
import chat.maru.testkit.document.Document;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// `docs/openapi.yaml` has every public call and no other; that they answer as it says is
/// `OpenApiIT`'s.
class DocumentedPathsIT extends RunningNode {
  private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

  @Autowired
  @Qualifier("requestMappingHandlerMapping")
  private RequestMappingHandlerMapping mappings;

  @Test
  void everyPublicCallIsDocumentedAndNoOther() {
    assertThat(documented()).isEqualTo(built());
  }

  private Set<String> built() {
    Set<String> calls = new TreeSet<>();
    mappings.getHandlerMethods().keySet().forEach(call -> calls.addAll(calls(call)));
    calls.removeIf(call -> call.contains(" /internal/") || call.equals("ANY /error"));
    return calls;
  }

  private static List<String> calls(RequestMappingInfo call) {
    var methods = call.getMethodsCondition().getMethods();
    List<String> names =
        methods.isEmpty() ? List.of("ANY") : methods.stream().map(Enum::name).toList();
    return call.getPatternValues().stream()
        .flatMap(path -> names.stream().map(name -> name + " " + path))
        .toList();
  }

  private static Set<String> documented() {
    Document document = Document.named("openapi.yaml");
    Set<String> calls = new TreeSet<>();
    for (String path : document.names("/paths")) {
      List<String> members = document.names("/paths/" + path.replace("/", "~1"));
      Stream<String> methods = members.stream().filter(METHODS::contains);
      methods.forEach(method -> calls.add(method.toUpperCase(Locale.ROOT) + " " + path));
    }
    return calls;
  }
}
