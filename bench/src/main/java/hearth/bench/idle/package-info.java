/** What watching the machine costs the machine. */
@NullMarked
package hearth.bench.idle;

import org.jspecify.annotations.NullMarked;
