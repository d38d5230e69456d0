@NullMarked
package hearth.network.gatekeeper;

import org.jspecify.annotations.NullMarked;
