/** Tests. */
@NullMarked
package hearth.app.overview;

import org.jspecify.annotations.NullMarked;
