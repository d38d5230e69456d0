package hearth.network.chain;

import org.web3j.abi.EventEncoder;
import org.web3j.abi.datatypes.Event;

/** The first topic of an event's logs. */
final class Topics {
    private Topics() {}

    static String of(Event event) {
        return EventEncoder.encode(event);
    }
}
