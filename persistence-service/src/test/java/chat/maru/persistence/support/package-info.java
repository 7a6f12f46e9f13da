/// What surrounds the service in its tests.
@NullMarked
package chat.maru.persistence.support;

import org.jspecify.annotations.NullMarked;
