/** Reserved shares of a machine in which workers run. */
@NullMarked
package hearth.slots;

import org.jspecify.annotations.NullMarked;
