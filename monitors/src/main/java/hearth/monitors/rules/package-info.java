/** When work pauses, and why. */
@NullMarked
package hearth.monitors.rules;

import org.jspecify.annotations.NullMarked;
