/** Is everything well, and is it worth it? */
@NullMarked
package hearth.app.overview;

import org.jspecify.annotations.NullMarked;
