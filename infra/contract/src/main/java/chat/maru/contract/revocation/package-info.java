/// Tokens that are refused before they end: what ends them, and which they are (D13).
@NullMarked
package chat.maru.contract.revocation;

import org.jspecify.annotations.NullMarked;
