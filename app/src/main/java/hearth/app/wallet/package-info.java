/** The owner's wallet in the panel: what it holds, and what it is asked to sign. */
@NullMarked
package hearth.app.wallet;

import org.jspecify.annotations.NullMarked;
