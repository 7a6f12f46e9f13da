/// What is typed behind a command.
@NullMarked
package chat.maru.cluster.command;

import org.jspecify.annotations.NullMarked;
