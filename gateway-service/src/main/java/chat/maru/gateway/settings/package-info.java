/// The settings of this service in one record.
@NullMarked
package chat.maru.gateway.settings;

import org.jspecify.annotations.NullMarked;
