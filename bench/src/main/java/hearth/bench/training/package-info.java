/** Trains the contract-risk model and measures it. Not part of what users run. */
@NullMarked
package hearth.bench.training;

import org.jspecify.annotations.NullMarked;
