/** Measurements and model training; never shipped. */
@NullMarked
package hearth.bench;

import org.jspecify.annotations.NullMarked;
