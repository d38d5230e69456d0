/** Power meters that the operator added: what they are, how they do, what they last said. */
@NullMarked
package hearth.monitors.power.meter;

import org.jspecify.annotations.NullMarked;
