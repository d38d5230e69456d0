/** Energy: whose watts they were, what they add up to, what they cost and what is left. */
@NullMarked
package hearth.monitors.energy;

import org.jspecify.annotations.NullMarked;
