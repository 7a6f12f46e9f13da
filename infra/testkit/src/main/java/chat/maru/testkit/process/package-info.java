/// Child processes that can be killed, frozen and thawed, and that do not outlive this JVM.
///
/// | state | owner |
/// |---|---|
/// | the thread that starts children | [ParentDeath], one for the life of the JVM: the kernel ties a child to the thread that made it |
/// | a child's output | its log file, appended by the child itself, never read by a pump thread |
/// | whether an end was meant | [ChildProcess], set before the signal is sent |
@NullMarked
package chat.maru.testkit.process;

import org.jspecify.annotations.NullMarked;
