/** What can be known of a chain without believing whoever tells it: hashes, recomputed. */
@NullMarked
package hearth.network.chain.proof;

import org.jspecify.annotations.NullMarked;
