/** The window: navigation, pages, dialogs, the palette. */
@NullMarked
package hearth.app.shell;

import org.jspecify.annotations.NullMarked;
