/** Joins the three stages extract, infer and load, and counts what each does. */
@NullMarked
package hearth.workers.risk.pipeline;

import org.jspecify.annotations.NullMarked;
