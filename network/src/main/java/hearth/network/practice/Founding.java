package hearth.network.practice;

import hearth.kernel.Address;
import hearth.network.chain.GatekeeperDoor;
import hearth.network.chain.NetworkParameters;

import java.util.List;

/**
 * A practice network whose gatekeepers are processes of their own, as on a real one.
 *
 * @param name shown to people
 * @param doors where the gatekeepers can be reached
 */
public record Founding(String name, NetworkParameters parameters, List<GatekeeperDoor> doors) {
    public Founding {
        doors = List.copyOf(doors);
    }

    List<Address> gatekeepers() {
        return doors.stream().map(GatekeeperDoor::gatekeeper).sorted().toList();
    }
}
