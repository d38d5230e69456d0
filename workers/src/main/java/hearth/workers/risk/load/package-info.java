/** Keeps insights in an embedded graph database. */
@NullMarked
package hearth.workers.risk.load;

import org.jspecify.annotations.NullMarked;
