/** Machines and what each is doing. */
@NullMarked
package hearth.app.machine;

import org.jspecify.annotations.NullMarked;
