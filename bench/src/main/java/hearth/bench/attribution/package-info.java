/** How far the split of a machine's watts is off. */
@NullMarked
package hearth.bench.attribution;

import org.jspecify.annotations.NullMarked;
