package chat.maru.contract.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.ext.javatime.deser.InstantDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/// The JSON mapper of the contract: unknown fields are ignored, absent values left out, times RFC
/// 3339 UTC with exactly three decimals, bytes base64.
public final class ContractJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModule(timesWithMillis())
          .addModule(
              new SimpleModule("contract-instants")
                  .addDeserializer(Instant.class, new InstantReader()))
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .changeDefaultPropertyInclusion(
              value -> value.withValueInclusion(JsonInclude.Include.NON_NULL))
          .build();

  private ContractJson() {}

  public static JsonMapper mapper() {
    return MAPPER;
  }

  /// Writes [Instant] as the contract does; for other mappers that speak REST.
  public static JacksonModule timesWithMillis() {
    return new SimpleModule("contract-times").addSerializer(new MillisSerializer());
  }

  private static final class MillisSerializer extends StdSerializer<Instant> {
    MillisSerializer() {
      super(Instant.class);
    }

    @Override
    public void serialize(Instant value, JsonGenerator json, SerializationContext context) {
      json.writeString(Times.written(value));
    }
  }

  /// Also takes what Jackson takes for an instant.
  private static final class InstantReader extends StdDeserializer<Instant> {
    InstantReader() {
      super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser json, DeserializationContext context) {
      if (json.hasToken(JsonToken.VALUE_STRING)) {
        Optional<Instant> time = Times.read(json.getString());
        if (time.isPresent()) {
          return time.get();
        }
      }
      return InstantDeserializer.INSTANT.deserialize(json, context);
    }
  }
}
