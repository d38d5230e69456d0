/** From nothing to a working node. */
@NullMarked
package hearth.app.firstrun;

import org.jspecify.annotations.NullMarked;
