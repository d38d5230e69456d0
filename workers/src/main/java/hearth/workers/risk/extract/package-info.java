/** Reads contracts from a JSON-RPC endpoint: blocks, code hashes first, then code never seen. */
@NullMarked
package hearth.workers.risk.extract;

import org.jspecify.annotations.NullMarked;
