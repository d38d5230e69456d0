package hearth.agent;

import hearth.kernel.Hash32;
import hearth.link.Identity;
import hearth.link.LinkFailedException;
import hearth.link.PeerClient;
import hearth.link.Pin;
import hearth.network.chain.GatekeeperDoor;
import hearth.network.remote.Line;
import hearth.network.remote.LineFailedException;
import hearth.network.remote.Question;

import java.io.IOException;
import java.time.Duration;

/** A gatekeeper's door by gRPC over mutual TLS. */
final class PeerLine implements Line {
    /** An answer is waited for a third of a round at most, within these. */
    private static final Duration SHORTEST = Duration.ofMillis(1_500);

    private static final Duration LONGEST = Duration.ofSeconds(10);

    /** Long lists and files take so many times longer than the rest. */
    private static final int LARGER = 4;

    private static final int LARGE_BYTES = 1 << 20;

    private final PeerClient client;
    private final Duration limit;

    private PeerLine(PeerClient client, Duration limit) {
        this.client = client;
        this.limit = limit;
    }

    /**
     * A way to a door; nothing is sent yet.
     *
     * @param limit how long an ordinary answer may take
     */
    static PeerLine to(GatekeeperDoor door, Identity identity, Duration limit) throws IOException {
        return new PeerLine(
                PeerClient.to(door.host(), door.port(), new Pin(door.pin().hex()), identity),
                limit);
    }

    /** How long an ordinary answer may take where rounds have a length. */
    static Duration limit(Duration round) {
        var third = round.dividedBy(3);
        if (third.compareTo(SHORTEST) < 0) {
            return SHORTEST;
        }
        return third.compareTo(LONGEST) > 0 ? LONGEST : third;
    }

    /** The pin in the network's words. */
    static Hash32 hash(Pin pin) {
        return new Hash32(pin.hex());
    }

    @Override
    public byte[] ask(Question question, byte[] asked)
            throws LineFailedException, InterruptedException {
        boolean large = Math.max(question.askedBytes(), question.answerBytes()) > LARGE_BYTES;
        try {
            return client.ask(
                    question.name(),
                    asked,
                    question.answerBytes(),
                    large ? limit.multipliedBy(LARGER) : limit);
        } catch (LinkFailedException e) {
            throw new LineFailedException(e.code(), e.sentence(), e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
