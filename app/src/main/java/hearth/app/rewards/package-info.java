/** What was earned, how it came about, and taking it. */
@NullMarked
package hearth.app.rewards;

import org.jspecify.annotations.NullMarked;
