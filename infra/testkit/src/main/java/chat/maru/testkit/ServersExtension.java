package chat.maru.testkit;

import java.util.List;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/// Starts what a class asks for and hands it out; see [WithServers].
final class ServersExtension implements BeforeAllCallback, ParameterResolver {

  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(ServersExtension.class);

  @Override
  public void beforeAll(ExtensionContext context) {
    var wanted =
        AnnotationSupport.findAnnotation(context.getRequiredTestClass(), WithServers.class)
            .orElseThrow();
    var servers = servers(context);
    servers.require(List.of(wanted.value()));
    boolean nested = context.getTestClass().filter(Class::isMemberClass).isPresent();
    if (!nested) {
      servers.useDatabase(wanted.freshDatabase());
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Servers.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return servers(context);
  }

  /// The root store closes it after the last test of the JVM.
  private static Servers servers(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(Servers.class, _ -> Servers.current(), Servers.class);
  }
}
