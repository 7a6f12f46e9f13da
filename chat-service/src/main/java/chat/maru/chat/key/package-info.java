/// The key store's connections, the keyring, and what gateways are given to seal with (D14).
///
/// The store is a database of its own or another schema of the messages'; see
/// [chat.maru.contract.key] for what is in it and why.
@NullMarked
package chat.maru.chat.key;

import org.jspecify.annotations.NullMarked;
