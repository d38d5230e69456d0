/** Tests. */
@NullMarked
package hearth.app.rewards;

import org.jspecify.annotations.NullMarked;
