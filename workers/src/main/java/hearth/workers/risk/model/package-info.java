/**
 * Scores a contract's code for risk in integers alone: features, forests, reasons. The same code
 * gives the same bytes on every machine, which is what lets a gatekeeper check another's work.
 */
@NullMarked
package hearth.workers.risk.model;

import org.jspecify.annotations.NullMarked;
