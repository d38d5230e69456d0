/**
 * Meters on the local network. Whoever is on it may answer in their place unless TLS vouches for
 * them.
 */
@NullMarked
package hearth.monitors.power.lan;

import org.jspecify.annotations.NullMarked;
