/**
 * What power meters say: bytes in, readings out. Nothing here opens a port or a file; every decoder
 * takes its bytes in pieces of any size, holds at most one frame, and would rather give no reading
 * than a wrong one.
 */
@NullMarked
package hearth.monitors.power.decode;

import org.jspecify.annotations.NullMarked;
