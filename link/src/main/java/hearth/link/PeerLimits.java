package hearth.link;

import java.time.Duration;

/**
 * What a gatekeeper's port lets strangers do.
 *
 * @param perSecond questions a second and node, in the long run; those who have not said who they
 *     are share as many as an address's connections may ask
 * @param burst questions at once
 * @param connections open at once
 * @param connectionsPerAddress of these from one network address; of IPv6, from one /64
 * @param patience how long a caller may take to send a question, or to take an answer
 * @param place how long a caller waits for a place among those who ask for something large
 */
public record PeerLimits(
        int perSecond,
        int burst,
        int connections,
        int connectionsPerAddress,
        Duration patience,
        Duration place) {
    /** A place is waited for as long as a question is. */
    public PeerLimits(
            int perSecond,
            int burst,
            int connections,
            int connectionsPerAddress,
            Duration patience) {
        this(perSecond, burst, connections, connectionsPerAddress, patience, patience);
    }

    /** What the network's rules say. */
    public static PeerLimits usual() {
        return new PeerLimits(4, 8, 4_096, 16, Duration.ofSeconds(10));
    }
}
