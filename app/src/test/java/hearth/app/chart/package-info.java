/** Tests. */
@NullMarked
package hearth.app.chart;

import org.jspecify.annotations.NullMarked;
