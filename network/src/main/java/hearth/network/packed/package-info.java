/** What gatekeepers and nodes exchange and keep as bytes. */
@NullMarked
package hearth.network.packed;

import org.jspecify.annotations.NullMarked;
