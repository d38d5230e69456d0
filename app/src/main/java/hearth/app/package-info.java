/** The panel and the command line. */
@NullMarked
package hearth.app;

import org.jspecify.annotations.NullMarked;
