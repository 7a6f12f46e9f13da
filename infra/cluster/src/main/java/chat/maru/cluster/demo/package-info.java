/// What a first visitor finds: two people and a dozen things to lend. Made through the public REST
/// calls only, as often as one likes.
@NullMarked
package chat.maru.cluster.demo;

import org.jspecify.annotations.NullMarked;
