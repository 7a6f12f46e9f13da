package chat.maru.persistence;

import chat.maru.contract.cipher.Keyring;
import chat.maru.persistence.inbound.Inspection;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// `maru.keyring-file`: the keyring that all services share. No default.
@Configuration(proxyBeanMethods = false)
class KeyringConfiguration {
  private static final String SETTING = "maru.keyring-file";
  private static final String REMEDY = "set " + SETTING + " to the keyring that all services share";

  @Bean
  Inspection inspection(@Value("${" + SETTING + ":#{null}}") @Nullable Path keyring) {
    if (keyring == null) {
      throw new RefusedStartException(SETTING + ": none", REMEDY);
    }
    try {
      return new Inspection(Keyring.load(keyring).messageCipher());
    } catch (IllegalArgumentException e) {
      throw new RefusedStartException(SETTING + ": " + e.getMessage(), REMEDY);
    }
  }
}
