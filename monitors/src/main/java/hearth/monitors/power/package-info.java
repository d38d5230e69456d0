/** Where watts come from, how good they are, and why there are none. */
@NullMarked
package hearth.monitors.power;

import org.jspecify.annotations.NullMarked;
