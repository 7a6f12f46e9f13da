package chat.maru.tls.listener;

import java.security.Security;
import org.springframework.boot.context.event.ApplicationStartingEvent;
import org.springframework.context.ApplicationListener;

/// Takes Diffie-Hellman over finite fields out of the JVM's TLS, before its first handshake: with
/// groups of up to 8,192 bits a client that sends one cheap message makes the server calculate for
/// long (D(HE)at, CVE-2002-20001), and everybody current speaks elliptic curves. Those stay as the
/// JDK has them, those to come included.
class NoFiniteFieldGroups implements ApplicationListener<ApplicationStartingEvent> {
  private static final String DISABLED = "jdk.tls.disabledAlgorithms";
  private static final String NAME = "DiffieHellman";

  @Override
  public void onApplicationEvent(ApplicationStartingEvent event) {
    String disabled = Security.getProperty(DISABLED);
    if (disabled == null || disabled.isBlank()) {
      Security.setProperty(DISABLED, NAME);
    } else if (!disabled.contains(NAME)) {
      Security.setProperty(DISABLED, disabled + ", " + NAME);
    }
  }
}
