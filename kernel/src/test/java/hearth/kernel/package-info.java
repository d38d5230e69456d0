@NullMarked
package hearth.kernel;

import org.jspecify.annotations.NullMarked;
