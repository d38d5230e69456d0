/** Everything that earns or should, and what our own worker finds. */
@NullMarked
package hearth.app.workers;

import org.jspecify.annotations.NullMarked;
