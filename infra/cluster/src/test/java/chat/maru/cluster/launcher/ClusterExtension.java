package chat.maru.cluster.launcher;

import chat.maru.cluster.launcher.ClusterOptions.Trait;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/// Brings up what a class asks for with [WithCluster].
final class ClusterExtension implements BeforeAllCallback, ParameterResolver {

  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(ClusterExtension.class);

  @Override
  public void beforeAll(ExtensionContext context) {
    var wanted =
        AnnotationSupport.findAnnotation(context.getRequiredTestClass(), WithCluster.class)
            .orElseThrow();
    shared(context)
        .provide(options ->
            options
                .with(ServiceKind.GATEWAY, wanted.gateways())
                .with(ServiceKind.CHAT, wanted.chatServices())
                .with(ServiceKind.PERSISTENCE, wanted.persistenceServices())
                .with(Trait.DEMO, wanted.demo())
                .with(Trait.TLS, wanted.tls())
                .with(Trait.PROXIES, wanted.proxies())
                .withProperties(
                    Arrays.stream(wanted.properties())
                        .map(property -> property.split("=", 2))
                        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]))));
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == LocalCluster.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return shared(context).cluster();
  }

  /// The root store closes it after the last test of the JVM.
  private static SharedCluster shared(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(SharedCluster.class, _ -> new SharedCluster(), SharedCluster.class);
  }
}
