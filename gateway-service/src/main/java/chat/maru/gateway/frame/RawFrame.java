package chat.maru.gateway.frame;

import chat.maru.contract.error.ErrorCode;
import chat.maru.contract.json.ContractJson;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// A JSON object by its top-level scalars, before any meaning. One pass, no tree: nested values are
/// skipped within Jackson's limits on depth and number length, `null` counts as absent.
final class RawFrame {
  private static final Object OTHER = new Object();

  private final Map<String, Object> fields;

  private RawFrame(Map<String, Object> fields) {
    this.fields = fields;
  }

  /// @throws RefusedFrameException `bad_frame` for anything but one JSON object with a string
  ///   `type`
  static RawFrame parse(String text) {
    try (JsonParser json = ContractJson.mapper().createParser(text)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw badFrame();
      }
      var fields = HashMap.<String, Object>newHashMap(6);
      for (String name = json.nextName(); name != null; name = json.nextName()) {
        read(json, name, fields);
      }
      if (json.nextToken() != null || !(fields.get("type") instanceof String)) {
        throw badFrame();
      }
      return new RawFrame(fields);
    } catch (JacksonException e) {
      throw badFrame();
    }
  }

  String type() {
    return string("type");
  }

  boolean has(String name) {
    return fields.containsKey(name);
  }

  /// @throws RefusedFrameException `bad_field` naming it when it is absent or not a string
  String string(String name) {
    if (fields.get(name) instanceof String value) {
      return value;
    }
    throw RefusedFrameException.badField(name, name + " must be a string");
  }

  /// @throws RefusedFrameException `bad_field` naming it when it is absent or no integer of 64 bits
  long integer(String name) {
    if (fields.get(name) instanceof Long value) {
      return value;
    }
    throw RefusedFrameException.badField(name, name + " must be an integer");
  }

  /// The `id` as the client wrote it, for answers to a `send`; none where it is no text that UTF-8
  /// can carry back.
  @Nullable String echoId() {
    return "send".equals(type()) && fields.get("id") instanceof String id && Texts.isWellFormed(id)
        ? id
        : null;
  }

  private static void read(JsonParser json, String name, Map<String, Object> fields) {
    switch (json.nextToken()) {
      case VALUE_STRING -> fields.put(name, json.getString());
      case VALUE_NUMBER_INT -> fields.put(name, integer(json));
      case VALUE_NULL -> fields.remove(name);
      case START_OBJECT, START_ARRAY -> {
        json.skipChildren();
        fields.put(name, OTHER);
      }
      case null -> throw badFrame();
      default -> fields.put(name, OTHER);
    }
  }

  private static Object integer(JsonParser json) {
    return switch (json.getNumberType()) {
      case INT, LONG -> json.getLongValue();
      default -> OTHER;
    };
  }

  private static RefusedFrameException badFrame() {
    return new RefusedFrameException(ErrorCode.BAD_FRAME, null);
  }
}
