/** What a node is asked to do, how it answers, and what both sides sign. */
@NullMarked
package hearth.network.work;

import org.jspecify.annotations.NullMarked;
