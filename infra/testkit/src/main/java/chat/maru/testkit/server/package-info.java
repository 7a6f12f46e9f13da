/// Real Kafka, Redis and PostgreSQL as child processes on loopback, out of jars: no Docker, no
/// network, any user.
///
/// | folder | content | owner |
/// |---|---|---|
/// | the cache ([Binaries]) | unpacked programs, a folder for each version, shared by all runs | whoever unpacks first; never changed afterwards |
/// | a server's folder | its data, settings and passwords | one server at a time, across its restarts |
@NullMarked
package chat.maru.testkit.server;

import org.jspecify.annotations.NullMarked;
