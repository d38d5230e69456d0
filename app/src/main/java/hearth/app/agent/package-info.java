/** Finding, starting and talking to the agent. */
@NullMarked
package hearth.app.agent;

import org.jspecify.annotations.NullMarked;
