/** Tests. */
@NullMarked
package hearth.app.ui;

import org.jspecify.annotations.NullMarked;
