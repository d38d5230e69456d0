@NullMarked
package hearth.wallet.wrong;

import org.jspecify.annotations.NullMarked;
