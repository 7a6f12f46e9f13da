/// What surrounds every request: security headers, who may call what, JSON, the page's files.
@NullMarked
package chat.maru.chat.web;

import org.jspecify.annotations.NullMarked;
