/** Power, energy and what they cost; meters are found or chosen, looked at live, then added. */
@NullMarked
package hearth.app.power;

import org.jspecify.annotations.NullMarked;
