@NullMarked
package hearth.slots;

import org.jspecify.annotations.NullMarked;
