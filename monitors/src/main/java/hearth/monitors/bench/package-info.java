/** What this machine can do, measured in a few seconds, with its spread and its doubts. */
@NullMarked
package hearth.monitors.bench;

import org.jspecify.annotations.NullMarked;
