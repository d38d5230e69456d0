/** Joining a network: the same journey for the panel and the command line. */
@NullMarked
package hearth.app.join;

import org.jspecify.annotations.NullMarked;
