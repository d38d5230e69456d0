/** What tests of the window need of the wallet's inside. */
@NullMarked
package hearth.wallet;

import org.jspecify.annotations.NullMarked;
