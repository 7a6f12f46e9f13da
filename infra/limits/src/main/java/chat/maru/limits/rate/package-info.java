/// Token buckets: [chat.maru.limits.rate.Rate] as a setting, one bucket, many by key.
@NullMarked
package chat.maru.limits.rate;

import org.jspecify.annotations.NullMarked;
