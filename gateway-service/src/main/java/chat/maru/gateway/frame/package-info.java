/// What travels on the socket, version `chat.v1`: one JSON object per text frame.
///
/// [FrameDecoder] turns a text into a [ClientFrame] or into the error that its sender gets;
/// [Outgoing] is a [ServerFrame] in its final form, encoded once for all sessions that get it.
@NullMarked
package chat.maru.gateway.frame;

import org.jspecify.annotations.NullMarked;
