/** The network as this machine knows it. */
@NullMarked
package hearth.app.network;

import org.jspecify.annotations.NullMarked;
