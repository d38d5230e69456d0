@NullMarked
package hearth.app.cli;

import org.jspecify.annotations.NullMarked;
