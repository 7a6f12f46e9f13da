/// Lending posts: made by REST, or taken in from the marketplace's topic.
@NullMarked
package chat.maru.chat.post;

import org.jspecify.annotations.NullMarked;
