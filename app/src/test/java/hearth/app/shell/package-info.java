/** Tests. */
@NullMarked
package hearth.app.shell;

import org.jspecify.annotations.NullMarked;
