package chat.maru.cluster.launcher;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/// Runs a test class against a whole cluster of the packaged services; a method takes it as a
/// [LocalCluster].
///
/// Classes that ask for the same cluster share one, data included: use fresh users. One that asks
/// for another one ends the one before. What a class has killed or frozen is mended before the next
/// class. Logs stay in `target/cluster-logs`.
///
/// ```java
/// @WithCluster(gateways = 2)
/// class TwoGatewaysIT {
///   @Test void aMessageCrosses(LocalCluster cluster) {
///     var page = URI.create(cluster.state().page());
///     …
///   }
/// }
/// ```
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(ClusterExtension.class)
public @interface WithCluster {

  int gateways() default 2;

  int chatServices() default 1;

  int persistenceServices() default 1;

  /// Makes the demo's accounts and posts, too.
  boolean demo() default false;

  /// By https and wss; see [ClusterOptions.Trait#TLS].
  boolean tls() default false;

  /// Puts proxies between nodes and servers; see [LocalCluster#link].
  boolean proxies() default false;

  /// Further Spring properties for all services, as `name=value`.
  String[] properties() default {};
}
