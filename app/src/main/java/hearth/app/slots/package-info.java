/** What is lent, to whom, and how it fares. */
@NullMarked
package hearth.app.slots;

import org.jspecify.annotations.NullMarked;
