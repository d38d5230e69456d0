package hearth.network.practice;

import hearth.kernel.Address;
import hearth.network.chain.GatekeeperDoor;
import hearth.network.chain.NetworkParameters;

import java.util.List;

/**
 * What a practice network is founded with.
 *
 * @param name shown to people
 * @param gatekeepers who sign its roots
 * @param doors where they can be reached when they are processes of their own, as on a real
 *     network; the settlement chain then makes a block a second, by which they tell the time
 */
public record Founding(
        String name,
        NetworkParameters parameters,
        List<Address> gatekeepers,
        List<GatekeeperDoor> doors) {
    public Founding {
        gatekeepers = List.copyOf(gatekeepers);
        doors = List.copyOf(doors);
    }

    /** For gatekeepers of other processes. */
    public static Founding of(
            String name, NetworkParameters parameters, List<GatekeeperDoor> doors) {
        var gatekeepers = doors.stream().map(GatekeeperDoor::gatekeeper).sorted().toList();
        return new Founding(name, parameters, gatekeepers, doors);
    }

    /** With the one gatekeeper of this computer's agent. */
    static Founding alone(Address gatekeeper) {
        return new Founding(
                "Practice network (this computer)",
                NetworkParameters.practice(),
                List.of(gatekeeper),
                List.of());
    }

    /** Whether others tell the time by the settlement chain. */
    boolean clock() {
        return !doors.isEmpty();
    }
}
