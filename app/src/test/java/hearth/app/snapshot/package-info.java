/** Tests. */
@NullMarked
package hearth.app.snapshot;

import org.jspecify.annotations.NullMarked;
