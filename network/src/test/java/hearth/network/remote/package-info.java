@NullMarked
package hearth.network.remote;

import org.jspecify.annotations.NullMarked;
