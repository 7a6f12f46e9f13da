/// The upgrade, the container's callbacks, start and drain.
///
/// A handshake runs on a request thread and may block for a second; frames come on Jetty's threads,
/// one at a time per session, and nothing there blocks.
@NullMarked
package chat.maru.gateway.socket;

import org.jspecify.annotations.NullMarked;
