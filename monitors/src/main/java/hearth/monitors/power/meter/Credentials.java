package hearth.monitors.power.meter;

import java.io.IOException;

/** The secret that goes with a meter, asked for each time and wiped after use. */
@FunctionalInterface
public interface Credentials {
    /** No secret. */
    Credentials NONE = () -> new byte[0];

    /** A copy for the caller to wipe; empty when there is none. Blocks on a file. */
    byte[] open() throws IOException;
}
