/** Hearth's benchmark beside the tools that operators know. */
@NullMarked
package hearth.bench.reference;

import org.jspecify.annotations.NullMarked;
