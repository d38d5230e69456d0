package hearth.network.chain;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.DoubleSupplier;

/**
 * One address of a chain: how it is reached, how it has been doing, and how many calls it takes at
 * once. One that fails rests, doubling up to a minute, a little less by chance so that many askers
 * do not come back together.
 */
final class RpcHost {
    static final Duration LONGEST_REST = Duration.ofSeconds(60);
    private static final Duration FIRST_REST = Duration.ofSeconds(1);
    private static final int MOST_CALLS = 100;
    private static final int CALM = 20;

    private final URI address;
    private final RpcWire wire;
    private final InstantSource time;
    private final DoubleSupplier chance;

    private Instant notBefore = Instant.MIN;
    private Duration rest = Duration.ZERO;
    private String fault = "";
    private long answerNanos;
    private int atOnce = MOST_CALLS;
    private int calm;

    /**
     * @param chance from 0 to 1, new each time
     */
    RpcHost(URI address, RpcWire wire, InstantSource time, DoubleSupplier chance) {
        this.address = address;
        this.wire = wire;
        this.time = time;
        this.chance = chance;
    }

    URI address() {
        return address;
    }

    /** How it has been doing. */
    synchronized EndpointHealth health() {
        return new EndpointHealth(
                shown(address),
                fault,
                mayBeAsked() ? Duration.ZERO : Duration.between(time.instant(), notBefore),
                Duration.ofNanos(answerNanos),
                atOnce);
    }

    /** Scheme, host and port: paths and parameters often hold keys and are never shown. */
    static String shown(URI address) {
        return address.getHost() == null
                ? "unix socket"
                : address.getScheme()
                        + "://"
                        + address.getHost()
                        + (address.getPort() < 0 ? "" : ":" + address.getPort());
    }

    synchronized boolean mayBeAsked() {
        return !time.instant().isBefore(notBefore);
    }

    /** Sends one payload and notes how it went. Blocks. */
    byte[] ask(String payload) throws IOException {
        long begun = System.nanoTime();
        try {
            byte[] answer = wire.exchange(payload.getBytes(StandardCharsets.UTF_8));
            answered(System.nanoTime() - begun);
            return answer;
        } catch (RpcWire.RestException e) {
            failed(e.asked(), e);
            throw e;
        } catch (RpcWire.TooLargeException e) {
            // The request's fault, not the endpoint's.
            throw e;
        } catch (IOException e) {
            failed(Duration.ZERO, e);
            throw e;
        }
    }

    private synchronized void answered(long nanos) {
        notBefore = Instant.MIN;
        rest = Duration.ZERO;
        fault = "";
        answerNanos = answerNanos == 0 ? nanos : (7 * answerNanos + nanos) / 8;
    }

    private synchronized void failed(Duration asked, IOException why) {
        Duration doubled = rest.isZero() ? FIRST_REST : rest.multipliedBy(2);
        rest = doubled.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : doubled;
        long spread = (long) (rest.toMillis() * (0.75 + 0.25 * chance.getAsDouble()));
        Duration own = Duration.ofMillis(spread);
        notBefore = time.instant().plus(asked.compareTo(own) > 0 ? asked : own);
        fault = String.valueOf(why.getMessage());
    }

    /** How many calls it takes in one request, as far as is known. */
    synchronized int callsAtOnce() {
        return atOnce;
    }

    /** It took a request of this many; after a while more are tried again. */
    synchronized void took(int calls) {
        if (calls >= atOnce && atOnce < MOST_CALLS && ++calm >= CALM) {
            calm = 0;
            atOnce = Math.min(MOST_CALLS, atOnce + Math.max(1, atOnce / 4));
        }
    }

    /** It refused a request of this many; false when it cannot be made smaller. */
    synchronized boolean refused(int calls) {
        calm = 0;
        atOnce = Math.clamp(calls / 2, 1, atOnce);
        return calls > 1;
    }

    void close() {
        wire.close();
    }
}
