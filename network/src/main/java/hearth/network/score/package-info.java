/** A node's score: integers in parts per million, each factor with what it was made of. */
@NullMarked
package hearth.network.score;

import org.jspecify.annotations.NullMarked;
