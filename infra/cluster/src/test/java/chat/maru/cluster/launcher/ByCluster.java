package chat.maru.cluster.launcher;

import java.util.Comparator;
import java.util.Optional;
import org.junit.jupiter.api.ClassDescriptor;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;

/// Classes without a shared cluster first, as the others' still runs after them; then those that
/// ask for the same one side by side, so that each is started once.
public final class ByCluster implements ClassOrderer {

  @Override
  public void orderClasses(ClassOrdererContext context) {
    context
        .getClassDescriptors()
        .sort(
            Comparator.<ClassDescriptor, String>comparing(ByCluster::cluster)
                .thenComparing(each -> each.getTestClass().getName()));
  }

  private static String cluster(ClassDescriptor described) {
    Optional<WithCluster> wanted = described.findAnnotation(WithCluster.class);
    return wanted.map(WithCluster::toString).orElse("");
  }
}
