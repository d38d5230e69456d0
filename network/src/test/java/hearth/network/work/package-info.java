@NullMarked
package hearth.network.work;

import org.jspecify.annotations.NullMarked;
