/** Puts agents and workers on machines. */
@NullMarked
package hearth.installers;

import org.jspecify.annotations.NullMarked;
