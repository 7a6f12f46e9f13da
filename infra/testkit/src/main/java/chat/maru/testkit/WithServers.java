package chat.maru.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/// Runs a test class against real servers, which start with the first class that asks and are
/// shared by all classes of the JVM. Put it above `@SpringBootTest`: servers must be there before
/// the context.
///
/// ```java
/// @WithServers({KAFKA, POSTGRES})
/// class MessageStoreIT {
///   @Test void survives(Servers servers) {
///     servers.postgres().kill();
///     servers.postgres().restart();
///   }
/// }
/// ```
///
/// With Spring:
///
/// ```java
/// @WithServers(freshDatabase = true)
/// @SpringBootTest
/// class HistoryIT {
///   @DynamicPropertySource
///   static void servers(DynamicPropertyRegistry registry) {
///     Servers.current().register(registry);
///   }
/// }
/// ```
///
/// A test that hurts a server repairs it, too: what is down after a class is started again before
/// the next one, but not between the methods of one class.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(ServersExtension.class)
public @interface WithServers {

  /// Which servers the class needs; others may run, too.
  Kind[] value() default {Kind.KAFKA, Kind.REDIS, Kind.POSTGRES};

  /// Gives this class an empty database of its own (it must ask for [Kind#POSTGRES]). Topics and
  /// Redis keys are shared by all classes all the same: use fresh ids.
  boolean freshDatabase() default false;

  /// A server.
  enum Kind {
    /// Kafka with the contract's topics.
    KAFKA,
    REDIS,
    POSTGRES
  }
}
