/** Power meters in the window: found or chosen, looked at live, then added. */
/** Power, energy and what they cost. */
@NullMarked
package hearth.app.power;

import org.jspecify.annotations.NullMarked;
