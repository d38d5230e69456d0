/** The agent's processes as tests start them. */
@NullMarked
package hearth.agent;

import org.jspecify.annotations.NullMarked;
