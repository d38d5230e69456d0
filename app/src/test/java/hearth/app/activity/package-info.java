/** Tests. */
@NullMarked
package hearth.app.activity;

import org.jspecify.annotations.NullMarked;
