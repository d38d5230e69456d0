/**
 * Access to the settlement chain: network files, JSON-RPC, transactions and typed reads of Hearth's
 * contracts.
 */
@NullMarked
package hearth.network.chain;

import org.jspecify.annotations.NullMarked;
