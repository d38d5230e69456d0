@NullMarked
package hearth.monitors;

import org.jspecify.annotations.NullMarked;
