/** Tests of the whole: every process as its owner starts it. */
@NullMarked
package hearth.bench;

import org.jspecify.annotations.NullMarked;
