/// The key store's connections, and what a node tells of its keyring; see [chat.maru.contract.key]
/// for what is in the store and why.
@NullMarked
package chat.maru.operation.key;

import org.jspecify.annotations.NullMarked;
