/** The daemon that works when no window is open. */
@NullMarked
package hearth.agent;

import org.jspecify.annotations.NullMarked;
