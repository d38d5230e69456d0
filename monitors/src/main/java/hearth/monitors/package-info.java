/** Sensors, power, history and benchmarks of a machine. */
@NullMarked
package hearth.monitors;

import org.jspecify.annotations.NullMarked;
