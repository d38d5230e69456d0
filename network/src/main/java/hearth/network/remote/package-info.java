/** What nodes and gatekeepers say to each other when they are not one process, as bytes. */
@NullMarked
package hearth.network.remote;

import org.jspecify.annotations.NullMarked;
