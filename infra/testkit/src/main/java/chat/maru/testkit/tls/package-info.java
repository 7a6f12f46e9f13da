/// Certificates for machines that no public authority knows: the local cluster's, and those of
/// tests.
@NullMarked
package chat.maru.testkit.tls;

import org.jspecify.annotations.NullMarked;
