package hearth.network.remote;

import hearth.kernel.Hash32;
import hearth.network.gatekeeper.Gatekeeper;
import hearth.network.gatekeeper.GatekeeperSettings;
import hearth.network.gatekeeper.NodeDirectory;
import hearth.network.gatekeeper.SourceFailedException;
import hearth.network.packed.RoundBytes;
import hearth.network.work.Hello;
import hearth.network.work.Recover;
import hearth.network.work.Signed;
import hearth.network.work.Submission;
import hearth.network.work.TicketHolder;
import hearth.network.work.UnitAnswer;
import hearth.network.work.Wire;
import hearth.network.work.WorkFailedException;
import hearth.network.work.WorkReceipt;

import org.jspecify.annotations.Nullable;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Answers what nodes ask a gatekeeper from afar. Who a connection's key stands for is what a node
 * signed in its {@link Hello}; a connection speaks for that node alone. Safe for several threads.
 */
public final class GatekeeperDesk {
    /** Keys whose nodes are remembered; one that is forgotten says hello again. */
    private static final int KNOWN = 65_536;

    /** The registry is not asked more often because strangers say hello. */
    private static final Duration READ_AGAIN = Duration.ofSeconds(2);

    private static final int RECEIPT = 7 * 32 + 65;

    /** What must come before the opening of a receipt. */
    private static final int BEFORE_ANSWERS = RECEIPT + 32;

    private final Gatekeeper gatekeeper;
    private final GatekeeperSettings settings;
    private final NodeDirectory directory;
    private final InstantSource time;

    private final Map<Hash32, Long> nodes =
            new LinkedHashMap<>(64, 0.75f, true) {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Hash32, Long> eldest) {
                    return size() > KNOWN;
                }
            };

    /** What everybody asks for is made into bytes once; they are never changed. */
    private static final class Encoded {
        private final Object name;
        private final byte[] bytes;

        Encoded(Object name, byte[] bytes) {
            this.name = name;
            this.bytes = bytes;
        }
    }

    private volatile @Nullable Encoded lastRound;
    private volatile @Nullable Encoded lastEpoch;
    private List<TicketHolder> registered = List.of();
    private Instant read = Instant.EPOCH;

    public GatekeeperDesk(
            Gatekeeper gatekeeper,
            GatekeeperSettings settings,
            NodeDirectory directory,
            InstantSource time) {
        this.gatekeeper = gatekeeper;
        this.settings = settings;
        this.directory = directory;
        this.time = time;
    }

    /**
     * The longest question that a caller may ask now, in bytes.
     *
     * @param pin of the key that it shows
     * @throws LineFailedException when it may not ask it at all
     */
    public int limit(Question question, Hash32 pin) throws LineFailedException {
        return switch (question) {
            // what is settled is everybody's: who has left can still claim, anybody can for an
            // owner
            case HELLO, WHEREABOUTS, EPOCH -> question.askedBytes();
            case ROUND, COMMIT, OUTCOME, HEARTBEAT -> {
                var _ = node(pin);
                yield question.askedBytes();
            }
            case CONSENT, LISTED, ACCUSE, RECORDS, SIGN, BEHIND ->
                    throw new LineFailedException(
                            "GATE-19", "Only the network's gatekeepers may ask that.");
            case REVEAL -> {
                int assigned = gatekeeper.assignmentFor(node(pin)).size();
                yield BEFORE_ANSWERS + UnitAnswer.BYTES * Math.min(assigned, WorkReceipt.MAX_COUNT);
            }
        };
    }

    /** Which node a caller has said that it speaks for. */
    public OptionalLong nodeOf(Hash32 pin) {
        synchronized (nodes) {
            var node = nodes.get(pin);
            return node == null ? OptionalLong.empty() : OptionalLong.of(node);
        }
    }

    private long node(Hash32 pin) throws LineFailedException {
        return nodeOf(pin)
                .orElseThrow(() ->
                        new LineFailedException(
                                "GATE-10",
                                "This connection has not said yet which node it speaks for."));
    }

    /**
     * Answers. Blocks on the records, and for a hello on the settlement chain.
     *
     * @throws LineFailedException with what the caller is to be told
     */
    public byte[] answer(Question question, Hash32 pin, byte[] asked) throws LineFailedException {
        try {
            return switch (question) {
                case HELLO -> hello(asked, pin);
                case WHEREABOUTS -> whereabouts().encode();
                case ROUND -> round(Hash32.of(asked));
                case COMMIT -> {
                    var receipt = Wire.receipt(asked);
                    own(receipt.message().nodeId(), pin);
                    yield OutcomeBytes.encode(Optional.of(gatekeeper.commit(receipt)));
                }
                case REVEAL -> {
                    var submission = submission(asked);
                    own(submission.receipt().message().nodeId(), pin);
                    yield OutcomeBytes.encode(Optional.of(gatekeeper.reveal(submission)));
                }
                case OUTCOME -> {
                    var receipt = Wire.bareReceipt(asked);
                    own(receipt.nodeId(), pin);
                    yield OutcomeBytes.encode(gatekeeper.outcome(receipt));
                }
                case HEARTBEAT -> {
                    var heartbeat = Wire.heartbeat(asked);
                    own(heartbeat.message().nodeId(), pin);
                    yield new byte[] {(byte) (gatekeeper.heartbeat(heartbeat) ? 1 : 0)};
                }
                case EPOCH -> epoch(ByteBuffer.wrap(asked).getLong());
                case CONSENT, LISTED, ACCUSE, RECORDS, SIGN, BEHIND ->
                        throw new IllegalArgumentException("a gatekeeper's question");
            };
        } catch (IllegalArgumentException | BufferUnderflowException e) {
            throw new LineFailedException(
                    "GATE-11", "The message cannot be read: " + e.getMessage() + ".", e);
        } catch (WorkFailedException e) {
            throw new LineFailedException("GATE-12", String.valueOf(e.getMessage()), e);
        } catch (SQLException e) {
            throw new LineFailedException("GATE-12", "The gatekeeper's records failed.", e);
        }
    }

    private void own(long node, Hash32 pin) throws LineFailedException {
        if (node(pin) != node) {
            throw new LineFailedException(
                    "GATE-13", "This connection speaks for another node than " + node + ".");
        }
    }

    private byte[] hello(byte[] asked, Hash32 pin) throws LineFailedException {
        Signed<Hello> hello = Wire.hello(asked);
        var message = hello.message();
        if (!message.pin().equals(pin) || !registered(hello)) {
            throw new LineFailedException(
                    "GATE-14",
                    "Node "
                            + message.nodeId()
                            + " is not registered in this network, or the hello is not signed by"
                            + " its key for this connection.");
        }
        synchronized (nodes) {
            // one connection key for a node: a newer hello takes the place of an older one
            nodes.values().removeIf(node -> node == message.nodeId());
            nodes.put(pin, message.nodeId());
        }
        return new byte[0];
    }

    /** Whether a node's key signed; a key that does not fit may have been replaced meanwhile. */
    private synchronized boolean registered(Signed<Hello> hello) throws LineFailedException {
        var now = time.instant();
        var since = Duration.between(read, now);
        if (signed(hello)) {
            return true;
        }
        if (!since.isNegative() && since.compareTo(READ_AGAIN) < 0) {
            return false;
        }
        try {
            read = now;
            registered = directory.nodes();
        } catch (SourceFailedException e) {
            throw new LineFailedException("GATE-12", e.sentence(), e);
        }
        return signed(hello);
    }

    private boolean signed(Signed<Hello> hello) {
        var digest = hello.message().in(settings.work());
        return registered.stream()
                .filter(one -> one.nodeId() == hello.message().nodeId())
                .anyMatch(one -> Recover.signedBy(one.key(), digest, hello.signature()));
    }

    private Whereabouts whereabouts() throws SQLException {
        var taking = gatekeeper.taking();
        var digest = taking.map(offer -> offer.manifestDigest());
        return new Whereabouts(
                gatekeeper.epoch(),
                gatekeeper.elapsed(),
                gatekeeper.book().lastEpoch(),
                digest,
                digest.flatMap(gatekeeper::phase));
    }

    private byte[] round(Hash32 digest) throws LineFailedException {
        var before = lastRound;
        if (before != null && before.name.equals(digest)) {
            return before.bytes;
        }
        var bytes =
                gatekeeper
                        .taking()
                        .filter(offer -> offer.manifestDigest().equals(digest))
                        .map(RoundBytes::encode);
        bytes.ifPresent(fresh -> lastRound = new Encoded(digest, fresh));
        return bytes.orElseThrow(
                () -> new LineFailedException("GATE-15", "That round takes nothing any more."));
    }

    private static Submission submission(byte[] asked) {
        if (asked.length < BEFORE_ANSWERS) {
            throw new IllegalArgumentException("an opening of " + asked.length + " bytes");
        }
        return new Submission(
                Wire.receipt(Arrays.copyOf(asked, RECEIPT)),
                Arrays.copyOfRange(asked, RECEIPT, asked.length));
    }

    private byte[] epoch(long number) throws SQLException, LineFailedException {
        var before = lastEpoch;
        if (before != null && before.name.equals(number)) {
            return before.bytes;
        }
        var report = gatekeeper.book().get(number);
        var leaves = gatekeeper.book().leaves(number);
        if (report.isEmpty() || leaves.isEmpty()) {
            throw new LineFailedException(
                    "GATE-16", "Epoch " + number + " is not settled here, or too long ago.");
        }
        byte[] bytes = ReportBytes.encode(report.get(), leaves.get());
        if (report.get().posting().isPresent()) {
            lastEpoch = new Encoded(number, bytes); // nothing of it changes any more
        }
        return bytes;
    }
}
