/// The one JSON form of everything that leaves a process.
@NullMarked
package chat.maru.contract.json;

import org.jspecify.annotations.NullMarked;
