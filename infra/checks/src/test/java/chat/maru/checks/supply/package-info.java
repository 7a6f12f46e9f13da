/// What the services are made of: one place for versions, and a list of parts in every jar.
@NullMarked
package chat.maru.checks.supply;

import org.jspecify.annotations.NullMarked;
