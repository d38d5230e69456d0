/** Every page as a picture, without a display. */
@NullMarked
package hearth.app.snapshot;

import org.jspecify.annotations.NullMarked;
