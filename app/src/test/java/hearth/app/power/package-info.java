@NullMarked
package hearth.app.power;

import org.jspecify.annotations.NullMarked;
