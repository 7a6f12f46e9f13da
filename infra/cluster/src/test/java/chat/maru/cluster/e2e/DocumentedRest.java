package chat.maru.cluster.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.contract.error.ErrorCode;
import chat.maru.testkit.document.Document;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What `docs/openapi.yaml` says of answers. Holds each against it, and keeps what was seen: an
/// operation with its status, and with its code for a problem (`getRoom 404 room_not_found`).
final class DocumentedRest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String DOOR = "/components/responses/RefusedAtTheDoor";
  private static final String PROBLEM = "application/problem+json";

  /// On every answer that an operation gave, as the document's introduction says.
  private static final Set<String> EVERYWHERE =
      Set.of(
          "content-security-policy",
          "referrer-policy",
          "permissions-policy",
          "cross-origin-opener-policy",
          "cross-origin-resource-policy",
          "x-content-type-options",
          "x-frame-options",
          "cache-control");

  /// HTTP's own, and what Spring Security adds beside.
  private static final Set<String> UNTOLD =
      Set.of(
          "connection",
          "content-length",
          "content-type",
          "date",
          "expires",
          "pragma",
          "transfer-encoding",
          "vary",
          "x-xss-protection");

  private final Document document = Document.named("openapi.yaml");
  private final Set<String> seen = new TreeSet<>();

  record Operation(String id, String method, String path, JsonNode description) {

    boolean answers(String status) {
      return description.get("responses").has(status);
    }

    boolean takesABody() {
      return description.has("requestBody");
    }

    boolean needsAToken() {
      return !description.has("security");
    }
  }

  List<Operation> operations() {
    List<Operation> operations = new ArrayList<>();
    JsonNode paths = document.at("/paths");
    for (String path : paths.propertyNames()) {
      for (String member : paths.get(path).propertyNames()) {
        JsonNode described = paths.get(path).get(member);
        if (described.has("operationId")) {
          operations.add(
              new Operation(
                  described.get("operationId").stringValue(),
                  member.toUpperCase(Locale.ROOT),
                  path,
                  described));
        }
      }
    }
    return operations;
  }

  /// Everything that can be seen.
  Set<String> told() {
    Set<String> told = new TreeSet<>();
    for (Operation operation : operations()) {
      JsonNode responses = operation.description().get("responses");
      for (String status : responses.propertyNames()) {
        if (!status.equals("default")) {
          codes(responses.get(status)).forEach(code -> told.add(key(operation.id(), status, code)));
        }
      }
    }
    JsonNode door = document.at(DOOR);
    codes(door).forEach(code -> told.add(key("any", Integer.toString(status(code)), code)));
    return told;
  }

  Set<String> seen() {
    return seen;
  }

  void judge(Operation operation, HttpResponse<String> answer) {
    String status = Integer.toString(answer.statusCode());
    String what = operation.id() + " " + status;
    assertThat(operation.answers(status)).as("%s: %s", what, answer.body()).isTrue();
    assertThat(answer.headers().map().keySet()).as(what).containsAll(EVERYWHERE);
    judge(operation.id(), operation.description().get("responses").get(status), answer);
  }

  /// An answer of the listener or of filters, before any operation.
  void judgeRefusedAtTheDoor(HttpResponse<String> answer) {
    judge("any", document.at(DOOR), answer);
  }

  private void judge(String id, JsonNode response, HttpResponse<String> answer) {
    String what = id + " " + answer.statusCode();
    judgeHeaders(what, response.path("headers"), answer.headers());
    JsonNode content = response.path("content");
    String type = answer.headers().firstValue("content-type").orElse("").split(";", 2)[0];
    if (content.isMissingNode()) {
      assertThat(answer.body()).as(what).isEmpty();
      seen.add(key(id, Integer.toString(answer.statusCode()), ""));
      return;
    }
    assertThat(content.propertyNames()).as(what).containsExactly(type);
    Shape.of(content.get(type).get("schema")).holds(what, answer.body());
    String code = type.equals(PROBLEM) ? judgedCode(answer) : "";
    seen.add(key(id, Integer.toString(answer.statusCode()), code));
  }

  private static String judgedCode(HttpResponse<String> answer) {
    JsonNode problem = JSON.readTree(answer.body());
    String code = problem.get("code").stringValue();
    assertThat(problem.get("status").asInt()).isEqualTo(answer.statusCode());
    assertThat(status(code)).isEqualTo(answer.statusCode());
    return code;
  }

  private static void judgeHeaders(String what, JsonNode documented, HttpHeaders headers) {
    Set<String> left = new TreeSet<>(headers.map().keySet());
    left.removeAll(EVERYWHERE);
    left.removeAll(UNTOLD);
    for (String name : documented.propertyNames()) {
      JsonNode header = documented.get(name);
      headers
          .firstValue(name)
          .ifPresentOrElse(
              value -> Shape.of(header.get("schema")).holds(what, JSON.writeValueAsString(value)),
              () -> assertThat(header.path("required").asBoolean()).as(what + name).isFalse());
      left.remove(name.toLowerCase(Locale.ROOT));
    }
    assertThat(left).as("undocumented headers of " + what).isEmpty();
  }

  /// One empty code for an answer that is no problem.
  private static List<String> codes(JsonNode response) {
    JsonNode parts = response.path("content").path(PROBLEM).path("schema").path("allOf");
    if (parts.isMissingNode()) {
      return List.of("");
    }
    JsonNode code = parts.get(1).get("properties").get("code");
    List<String> codes = new ArrayList<>();
    code.path("enum").forEach(each -> codes.add(each.stringValue()));
    return code.has("const") ? List.of(code.get("const").stringValue()) : codes;
  }

  private static int status(String code) {
    return ErrorCode.valueOf(code.toUpperCase(Locale.ROOT)).status();
  }

  private static String key(String operation, String status, String code) {
    return (operation + " " + status + " " + code).strip();
  }
}
