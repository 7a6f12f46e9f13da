/// What tests of the services need: real servers, injected and shared, and the rules of the
/// architecture.
///
/// | state | owner |
/// |---|---|
/// | the running servers | [Servers], one for each JVM, closed by JUnit when its last test is over |
/// | the database that a test class sees | [ServersExtension], set before the class, one class at a time |
@NullMarked
package chat.maru.testkit;

import org.jspecify.annotations.NullMarked;
