/** The wallet's cryptography and files; nothing outside the wallet looks in here. */
@NullMarked
package hearth.wallet.internal;

import org.jspecify.annotations.NullMarked;
