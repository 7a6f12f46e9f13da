/// Content is ciphertext outside the services (D14): Tink does the cryptography, these classes say
/// what wraps what and what is bound to what.
///
/// | key | where | wrapped by | seals |
/// |---|---|---|---|
/// | [KeyEncryptionKey] | a file of its own, or a KMS | | the keyring |
/// | [Keyring] | a file that all services read | the key-encryption key | data keys, signing keys |
/// | [DataKey] | the key store ([chat.maru.contract.key]) | the keyring | what one sender wrote in one room |
///
/// An erased sender's data keys are destroyed, and what they sealed is lost wherever it lies.
@NullMarked
package chat.maru.contract.cipher;

import org.jspecify.annotations.NullMarked;
