/// The key store: which key seals what a sender writes in a room, and which is destroyed (D14).
///
/// It is schema `maru_keys`, in a database of its own where backups matter: those of the messages
/// hold no key, and a message database that is put back from an older copy takes no key back.
///
/// | table | written by |
/// |---|---|
/// | `data_key` | chat-service, when a gateway asks for a key to seal with; operators' rotation |
/// | `erased_sender`, `erasure_hold` | chat-service |
///
/// Keys are wrapped by the keyring ([chat.maru.contract.cipher]), so that old copies of this store,
/// too, become worthless: with the keyring's key that wrapped them.
@NullMarked
package chat.maru.contract.key;

import org.jspecify.annotations.NullMarked;
