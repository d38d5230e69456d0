/** The command line: the same as the panel, in words or JSON. */
@NullMarked
package hearth.app.cli;

import org.jspecify.annotations.NullMarked;
