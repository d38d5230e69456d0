/** Chain access, work rules, gatekeeper and settlement. */
@NullMarked
package hearth.network;

import org.jspecify.annotations.NullMarked;
