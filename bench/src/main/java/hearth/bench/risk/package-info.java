/** What the contract-risk worker can do: end to end, and stage by stage. */
@NullMarked
package hearth.bench.risk;

import org.jspecify.annotations.NullMarked;
