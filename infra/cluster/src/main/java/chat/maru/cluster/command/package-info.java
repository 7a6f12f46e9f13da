/// What is typed behind a command, and how one that measures ends.
@NullMarked
package chat.maru.cluster.command;

import org.jspecify.annotations.NullMarked;
