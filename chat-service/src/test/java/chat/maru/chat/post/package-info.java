/// Posts by REST and from the marketplace's topic.
@NullMarked
package chat.maru.chat.post;

import org.jspecify.annotations.NullMarked;
