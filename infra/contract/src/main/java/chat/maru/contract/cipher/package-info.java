/// Content is ciphertext outside the services (D14): Tink does the cryptography, these classes say
/// what is bound to what.
@NullMarked
package chat.maru.contract.cipher;

import org.jspecify.annotations.NullMarked;
