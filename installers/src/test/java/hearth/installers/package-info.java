@NullMarked
package hearth.installers;

import org.jspecify.annotations.NullMarked;
