/// What the profile `production` asks of the ways to Kafka, Redis and PostgreSQL, before anything
/// connects.
@NullMarked
package chat.maru.tls.backend;

import org.jspecify.annotations.NullMarked;
