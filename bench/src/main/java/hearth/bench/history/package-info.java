/** What history costs on disk and what its charts cost in time. */
@NullMarked
package hearth.bench.history;

import org.jspecify.annotations.NullMarked;
