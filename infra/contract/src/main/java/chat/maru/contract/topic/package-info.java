/// The topics, declared once; the launcher or a deploy job creates them.
@NullMarked
package chat.maru.contract.topic;

import org.jspecify.annotations.NullMarked;
