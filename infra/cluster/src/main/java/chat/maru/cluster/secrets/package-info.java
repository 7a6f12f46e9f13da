/// The secrets of an installation, made where it is set up: files that compose mounts or that
/// `kubectl create secret` takes. The local cluster makes its own.
@NullMarked
package chat.maru.cluster.secrets;

import org.jspecify.annotations.NullMarked;
