/// How far the cluster's consumers are behind, measured from outside their groups: the figures are
/// there when every consumer is dead, and say so.
///
/// | state | owner |
/// |---|---|
/// | the admin client | the thread `chat-lag` |
/// | the last measurement | written by that thread, read by scrapes |
///
/// Every node of chat-service measures the same; nodes differ by when they asked.
@NullMarked
package chat.maru.chat.lag;

import org.jspecify.annotations.NullMarked;
