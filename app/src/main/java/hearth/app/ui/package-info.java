/** Components the pages are built of. */
@NullMarked
package hearth.app.ui;

import org.jspecify.annotations.NullMarked;
