/// Tests of erasures against a real database and key store.
@NullMarked
package chat.maru.chat.erasure;

import org.jspecify.annotations.NullMarked;
