/** The speed of the line between two machines that both belong to the one who asks. */
@NullMarked
package hearth.monitors.bench.line;

import org.jspecify.annotations.NullMarked;
