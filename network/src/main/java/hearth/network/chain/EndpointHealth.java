package hearth.network.chain;

import java.time.Duration;

/**
 * How an endpoint has been doing.
 *
 * @param address scheme, host and port; never a path, which may hold a key
 * @param fault what went wrong last, empty when its last answer was fine
 * @param rest how long it is left alone from now; zero when it may be asked
 * @param answers its usual time to an answer; zero before the first
 * @param callsAtOnce how many calls it takes in one request, as learnt
 */
public record EndpointHealth(
        String address, String fault, Duration rest, Duration answers, int callsAtOnce) {}
