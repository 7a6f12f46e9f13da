package chat.maru.operation.key;

import chat.maru.contract.cipher.Keyring;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.Supplier;

/// By these an operator sees that a node has read a changed keyring.
public record KeyringMeters(Supplier<Keyring> keyring) implements MeterBinder {

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("maru.keyring.keys", () -> keyring.get().size())
        .description("Keys of the keyring")
        .register(registry);
    Gauge.builder("maru.keyring.primary", () -> keyring.get().primaryId())
        .description("Id of the keyring's key that wraps")
        .register(registry);
  }
}
