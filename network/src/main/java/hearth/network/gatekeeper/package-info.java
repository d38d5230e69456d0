/** The role that hands out rounds, checks answers and settles epochs. */
@NullMarked
package hearth.network.gatekeeper;

import org.jspecify.annotations.NullMarked;
