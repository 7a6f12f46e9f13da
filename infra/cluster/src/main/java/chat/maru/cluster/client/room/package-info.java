/// What a client decides about one room: which messages to show, and what to send next. Values in,
/// values out; no clock, no network, no thread. Each object belongs to one thread.
@NullMarked
package chat.maru.cluster.client.room;

import org.jspecify.annotations.NullMarked;
