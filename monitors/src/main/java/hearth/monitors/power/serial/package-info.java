/** Meters on a serial port, and what goes wrong with ports. */
@NullMarked
package hearth.monitors.power.serial;

import org.jspecify.annotations.NullMarked;
