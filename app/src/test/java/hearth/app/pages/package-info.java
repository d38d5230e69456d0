/** Every page with constructed data, as pictures and as text. */
@NullMarked
package hearth.app.pages;

import org.jspecify.annotations.NullMarked;
