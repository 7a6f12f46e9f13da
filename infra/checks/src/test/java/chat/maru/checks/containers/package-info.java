/// Images and compose, without a container engine: by linters of others, by rules of ours, and by
/// doing with the packaged jars what the Dockerfile says.
///
/// What no test here can show is that the base images exist and start.
@NullMarked
package chat.maru.checks.containers;

import org.jspecify.annotations.NullMarked;
