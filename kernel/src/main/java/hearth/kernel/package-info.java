/** Units, ids, readings, state, threads, files: what every module speaks. */
@NullMarked
package hearth.kernel;

import org.jspecify.annotations.NullMarked;
