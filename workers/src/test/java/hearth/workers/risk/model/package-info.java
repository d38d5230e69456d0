@NullMarked
package hearth.workers.risk.model;

import org.jspecify.annotations.NullMarked;
