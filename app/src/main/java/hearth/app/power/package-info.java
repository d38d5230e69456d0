/** Power meters in the window: found or chosen, looked at live, then added. */
@NullMarked
package hearth.app.power;

import org.jspecify.annotations.NullMarked;
