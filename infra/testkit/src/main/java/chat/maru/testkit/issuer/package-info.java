/// Stands in for an identity provider outside, and makes tokens that no honest one would.
@NullMarked
package chat.maru.testkit.issuer;

import org.jspecify.annotations.NullMarked;
