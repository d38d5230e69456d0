/** What the machine says about itself: typed readings, each a value or a stated absence. */
@NullMarked
package hearth.monitors.sensors;

import org.jspecify.annotations.NullMarked;
