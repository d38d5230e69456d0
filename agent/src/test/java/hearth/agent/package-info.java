@NullMarked
package hearth.agent;

import org.jspecify.annotations.NullMarked;
