@NullMarked
package hearth.wallet.internal;

import org.jspecify.annotations.NullMarked;
