/** What a machine can do, whether it gets slower, and what it is fit for. */
@NullMarked
package hearth.app.bench;

import org.jspecify.annotations.NullMarked;
