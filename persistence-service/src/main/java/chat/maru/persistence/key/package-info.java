/// The key store's connections and the keyring, by which stored messages are known to open (D11,
/// D14).
@NullMarked
package chat.maru.persistence.key;

import org.jspecify.annotations.NullMarked;
