package hearth.monitors.power.lan;

import hearth.monitors.power.meter.MeterFailedException;

import org.jspecify.annotations.Nullable;

/** Notices when a router gave a meter's address to another device. */
final class SameDevice {
    private final String host;
    private @Nullable String known;

    SameDevice(String host) {
        this.host = host;
    }

    /** Remembers the first identity and refuses another. */
    void check(String identity) throws MeterFailedException {
        if (identity.isEmpty()) {
            return;
        }
        if (known == null) {
            known = identity;
        } else if (!known.equals(identity)) {
            throw new MeterFailedException(
                    "Another device ("
                            + identity
                            + ") answers at "
                            + host
                            + "; the meter has a new address: look it up in the router.");
        }
    }
}
