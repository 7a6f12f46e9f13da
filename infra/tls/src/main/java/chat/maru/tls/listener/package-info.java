/// How this service is reached: TLS 1.3 and 1.2 with current suites, certificates that follow their
/// files, and no plain listener beyond loopback that nobody asked for.
@NullMarked
package chat.maru.tls.listener;

import org.jspecify.annotations.NullMarked;
