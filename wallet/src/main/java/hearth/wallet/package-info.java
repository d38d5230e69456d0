/** The owner's keys, intents, transactions and reward ledger. */
@NullMarked
package hearth.wallet;

import org.jspecify.annotations.NullMarked;
