@NullMarked
package hearth.wallet;

import org.jspecify.annotations.NullMarked;
