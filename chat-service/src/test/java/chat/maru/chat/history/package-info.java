/// Pages under concurrent stores, and every parameter that breaks a rule.
@NullMarked
package chat.maru.chat.history;

import org.jspecify.annotations.NullMarked;
