/**
 * What was measured, kept in four resolutions: packed blocks in SQLite, one writer, gaps stay gaps.
 */
@NullMarked
package hearth.monitors.history;

import org.jspecify.annotations.NullMarked;
