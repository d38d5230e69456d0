/** Watts from the processor's load, where nothing measures them: always marked as an estimate. */
@NullMarked
package hearth.monitors.power.model;

import org.jspecify.annotations.NullMarked;
