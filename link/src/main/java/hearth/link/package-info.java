/** The protocol between panel and agent. */
@NullMarked
package hearth.link;

import org.jspecify.annotations.NullMarked;
