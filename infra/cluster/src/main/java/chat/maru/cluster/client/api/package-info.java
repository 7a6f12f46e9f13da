/// The REST half of the reference client: blocking calls that answer typed records or throw
/// [ApiException]. Safe for any number of threads; made for virtual ones.
@NullMarked
package chat.maru.cluster.client.api;

import org.jspecify.annotations.NullMarked;
