/// Stored messages, page by page; the only place where chat-service opens ciphertext (D14).
@NullMarked
package chat.maru.chat.history;

import org.jspecify.annotations.NullMarked;
