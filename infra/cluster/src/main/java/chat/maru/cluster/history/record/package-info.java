/// What a run leaves behind for the history checker: one file of JSON Lines per recorded client,
/// and `database.jsonl` with what the database held at the end. Of a text there is never more than
/// its digest.
///
/// ```json
/// {"client":"ann-1","user":"<user id>","at":1760000000000000,"event":{"type":"acked","id":"…","roomId":"…","messageId":"…"}}
/// ```
///
/// The lines of one file are in the order in which that client saw things; `at` is microseconds
/// since 1970 by the clock of the machine that recorded it.
@NullMarked
package chat.maru.cluster.history.record;

import org.jspecify.annotations.NullMarked;
