/** The operator's rules: when work pauses, and what that meant. */
@NullMarked
package hearth.app.rules;

import org.jspecify.annotations.NullMarked;
