@NullMarked
package hearth.network.score;

import org.jspecify.annotations.NullMarked;
