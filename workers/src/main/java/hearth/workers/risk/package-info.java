/** The contract-risk worker: what its stages share. */
@NullMarked
package hearth.workers.risk;

import org.jspecify.annotations.NullMarked;
