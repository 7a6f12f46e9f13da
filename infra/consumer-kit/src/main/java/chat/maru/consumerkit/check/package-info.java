/// The check: [ConsumerCheck] plays each [Scene] on a stage of its own, and [Judge] finds what is
/// wrong with the effects.
///
/// | scene | what happens | shows a breach of |
/// |---|---|---|
/// | `stream` | all kinds of events, many at a time | effects, order |
/// | `repeats` | events come again at once, later, after a restart and after a lost commit | repeats |
/// | `crash` | blocked between effect and commit, `kill -9`, started again | commit, repeats |
/// | `rebalance` | a second instance comes in the middle of work, and goes | order, commit, repeats |
/// | `unknown-fields` | events of a later version | unknown-fields |
/// | `unknown-types` | events of a later kind | unknown-types |
///
/// A breach is filed under the rule that it breaks, whichever scene has shown it.
@NullMarked
package chat.maru.consumerkit.check;

import org.jspecify.annotations.NullMarked;
