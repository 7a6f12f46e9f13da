/// The guarantees D1 to D8 as rules over a history: one class each, pure, told by what it
/// [chat.maru.cluster.history.judge.Findings] says.
@NullMarked
package chat.maru.cluster.history.judge;

import org.jspecify.annotations.NullMarked;
