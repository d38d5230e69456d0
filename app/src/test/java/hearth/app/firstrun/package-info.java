/** Tests. */
@NullMarked
package hearth.app.firstrun;

import org.jspecify.annotations.NullMarked;
