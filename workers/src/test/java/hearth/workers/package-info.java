@NullMarked
package hearth.workers;

import org.jspecify.annotations.NullMarked;
