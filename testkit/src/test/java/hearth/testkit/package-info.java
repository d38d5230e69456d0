@NullMarked
package hearth.testkit;

import org.jspecify.annotations.NullMarked;
