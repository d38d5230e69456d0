@NullMarked
package hearth.agent.right;

import org.jspecify.annotations.NullMarked;
