/** What the operator may change. */
@NullMarked
package hearth.app.settings;

import org.jspecify.annotations.NullMarked;
