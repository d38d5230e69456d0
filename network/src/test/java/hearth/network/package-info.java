@NullMarked
package hearth.network;

import org.jspecify.annotations.NullMarked;
