/** Test support: house rules and launchers of real components. */
@NullMarked
package hearth.testkit;

import org.jspecify.annotations.NullMarked;
