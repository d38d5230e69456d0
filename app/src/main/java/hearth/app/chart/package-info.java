/** Charts drawn by ourselves, redrawn only when their data changed and they are seen. */
@NullMarked
package hearth.app.chart;

import org.jspecify.annotations.NullMarked;
