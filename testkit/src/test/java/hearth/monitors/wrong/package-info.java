@NullMarked
package hearth.monitors.wrong;

import org.jspecify.annotations.NullMarked;
