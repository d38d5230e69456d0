@NullMarked
package hearth.network.settlement;

import org.jspecify.annotations.NullMarked;
