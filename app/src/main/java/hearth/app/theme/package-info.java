/** Tokens, fonts and icons: the only place that knows a colour. */
@NullMarked
package hearth.app.theme;

import org.jspecify.annotations.NullMarked;
