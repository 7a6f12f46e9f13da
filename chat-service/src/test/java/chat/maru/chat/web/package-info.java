/// Headers, the page's files, and what is not served.
@NullMarked
package chat.maru.chat.web;

import org.jspecify.annotations.NullMarked;
