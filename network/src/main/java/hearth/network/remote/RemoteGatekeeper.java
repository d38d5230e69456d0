package hearth.network.remote;

import hearth.kernel.Address;
import hearth.kernel.Hash32;
import hearth.network.packed.RoundBytes;
import hearth.network.settlement.EpochReport;
import hearth.network.settlement.LeavesFile;
import hearth.network.work.Ack;
import hearth.network.work.Domain;
import hearth.network.work.GatekeeperAccess;
import hearth.network.work.Heartbeat;
import hearth.network.work.Hello;
import hearth.network.work.RoundOffer;
import hearth.network.work.Signed;
import hearth.network.work.Submission;
import hearth.network.work.SubmitOutcome;
import hearth.network.work.Wire;
import hearth.network.work.WorkFailedException;
import hearth.network.work.WorkReceipt;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One gatekeeper of another process, for a node. Asks no more often than a node may; one that fails
 * is left alone for a while. Safe from any thread; a thread that asks while another does is
 * answered from what is known.
 */
public final class RemoteGatekeeper implements GatekeeperAccess, AutoCloseable {
    /** Where it stands is asked so often: twice a second, less often where rounds are long. */
    private static final Duration LOOK = Duration.ofMillis(500);

    private static final Duration LONGEST_LOOK = Duration.ofSeconds(5);
    private static final String STRANGER = "GATE-10";

    /** After these it is left alone: too many questions, too slow, not there, not known yet. */
    private static final Set<String> REST = Set.of("GATE-5", "GATE-7", "GATE-8", "GATE-14");

    private final Address gatekeeper;
    private final Line line;
    private final Signed<Hello> hello;
    private final Domain domain;
    private final InstantSource time;
    private final Duration look;
    private final Patience patience = new Patience();
    private final ReentrantLock asking = new ReentrantLock();
    private volatile @Nullable Seen seen;
    private volatile @Nullable RoundOffer offer;
    private volatile @Nullable LineFailedException fault;
    private final Outcomes outcomes = new Outcomes();

    /** What it said of itself, and when. */
    private record Seen(Whereabouts now, Instant at) {}

    /**
     * @param hello of this node, for the key that the line shows
     * @param round length of a round
     */
    public RemoteGatekeeper(
            Address gatekeeper,
            Line line,
            Signed<Hello> hello,
            Domain domain,
            Duration round,
            InstantSource time) {
        this.gatekeeper = gatekeeper;
        this.line = line;
        this.hello = hello;
        this.domain = domain;
        this.time = time;
        var tenth = round.dividedBy(10);
        this.look =
                tenth.compareTo(LOOK) < 0
                        ? LOOK
                        : tenth.compareTo(LONGEST_LOOK) > 0 ? LONGEST_LOOK : tenth;
    }

    /** Whose it is. */
    public Address gatekeeper() {
        return gatekeeper;
    }

    /** Why it does not answer; empty while it does. */
    public Optional<LineFailedException> fault() {
        return Optional.ofNullable(fault);
    }

    private byte[] ask(Question question, byte[] asked)
            throws LineFailedException, InterruptedException {
        var before = fault;
        if (!patience.over(time.instant()) && before != null) {
            throw before;
        }
        try {
            byte[] answer;
            try {
                answer = line.ask(question, asked);
            } catch (LineFailedException e) {
                if (!e.code().equals(STRANGER)) {
                    throw e;
                }
                line.ask(Question.HELLO, Wire.encode(hello));
                answer = line.ask(question, asked);
            }
            patience.answered();
            fault = null;
            return answer;
        } catch (LineFailedException e) {
            if (REST.contains(e.code())) {
                patience.failed(time.instant());
                fault = e;
            } else {
                patience.answered(); // it is there, and has said why not
                fault = null;
            }
            throw e;
        }
    }

    /** Where it said that it stands when it was last asked; asks nothing. */
    public Optional<Whereabouts> known() {
        return Optional.ofNullable(seen).map(Seen::now);
    }

    /** Where it stands, from a moment ago at most; empty while it does not answer. Blocks. */
    public Optional<Whereabouts> whereabouts() throws InterruptedException {
        var known = seen;
        if (fresh(known) || !asking.tryLock()) {
            return Optional.ofNullable(known).map(Seen::now);
        }
        try {
            var now = Whereabouts.decode(ask(Question.WHEREABOUTS, new byte[0]));
            seen = new Seen(now, time.instant());
            return Optional.of(now);
        } catch (LineFailedException e) {
            seen = null;
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            seen = null;
            fault = unreadable(e);
            return Optional.empty();
        } finally {
            asking.unlock();
        }
    }

    private boolean fresh(@Nullable Seen known) {
        if (known == null) {
            return false;
        }
        var age = Duration.between(known.at(), time.instant());
        return !age.isNegative() && age.compareTo(look) < 0;
    }

    @Override
    public Optional<RoundOffer> current() {
        try {
            var now = whereabouts();
            var open = now.flatMap(Whereabouts::manifest);
            if (open.isEmpty()
                    || now.flatMap(Whereabouts::phase).orElse(null) != Ack.Phase.COMMIT) {
                return Optional.empty();
            }
            var known = offer;
            if (known == null || !known.manifestDigest().equals(open.get())) {
                known = RoundBytes.decode(ask(Question.ROUND, open.get().bytes()), domain);
                if (!known.manifestDigest().equals(open.get())) {
                    throw new IllegalArgumentException("another round than the one asked for");
                }
                offer = known;
            }
            return Optional.of(known);
        } catch (LineFailedException e) {
            return Optional.empty(); // kept as the fault, and asked again
        } catch (IllegalArgumentException e) {
            fault = unreadable(e);
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    @Override
    public Optional<Ack.Phase> phase(Hash32 manifest) {
        try {
            var now = whereabouts();
            return now.flatMap(Whereabouts::manifest)
                    .filter(manifest::equals)
                    .flatMap(_ -> now.flatMap(Whereabouts::phase));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** Not while it is unknown where it stands. */
    @Override
    public boolean closed(Hash32 manifest) {
        return known().isPresent()
                && fault == null
                && phase(manifest).filter(Ack.Phase.COMMIT::equals).isEmpty()
                && known().isPresent();
    }

    @Override
    public SubmitOutcome commit(Signed<WorkReceipt> receipt) throws WorkFailedException {
        var said = said(Question.COMMIT, Wire.encode(receipt)).orElseThrow(this::silent);
        return acknowledged(said, receipt.message(), Ack.Phase.COMMIT);
    }

    /** An ack that is worth nothing to this node is none. */
    private SubmitOutcome acknowledged(SubmitOutcome said, WorkReceipt receipt, Ack.Phase phase)
            throws WorkFailedException {
        if (said instanceof SubmitOutcome.Held held) {
            var ack = held.ack();
            boolean worth =
                    ack.message().receipt().equals(receipt.in(domain).digest())
                            && ack.message().phase() == phase
                            && ack.signer(domain).filter(gatekeeper::equals).isPresent();
            if (!worth) {
                throw new WorkFailedException(
                        "Gatekeeper " + gatekeeper + " acknowledged something else.");
            }
        }
        return said;
    }

    @Override
    public SubmitOutcome reveal(Submission submission) throws WorkFailedException {
        byte[] receipt = Wire.encode(submission.receipt());
        byte[] opening = submission.opening();
        var asked = ByteBuffer.allocate(receipt.length + opening.length).put(receipt).put(opening);
        var said = said(Question.REVEAL, asked.array()).orElseThrow(this::silent);
        return acknowledged(said, submission.receipt().message(), Ack.Phase.REVEAL);
    }

    /** Nothing is asked while its round still takes something, nor more often than is sensible. */
    @Override
    public Optional<SubmitOutcome> outcome(WorkReceipt receipt) throws WorkFailedException {
        var known = outcomes.known(receipt);
        if (known.isPresent()
                || phase(receipt.manifest()).isPresent()
                || !outcomes.due(receipt, time.instant())) {
            return known;
        }
        var said = said(Question.OUTCOME, receipt.fields().bytes());
        said.ifPresent(outcome -> outcomes.keep(receipt, outcome));
        return said;
    }

    @Override
    public boolean heartbeat(Signed<Heartbeat> heartbeat) throws WorkFailedException {
        return talk(() -> ask(Question.HEARTBEAT, Wire.encode(heartbeat))[0] == 1);
    }

    /** A settled epoch, as it says; to be compared with the chain. Blocks. */
    public Optional<SettledEpoch> epoch(long number) throws WorkFailedException {
        return talk(() -> {
            var asked = ByteBuffer.allocate(Long.BYTES).putLong(number).array();
            var settled = ReportBytes.decode(ask(Question.EPOCH, asked));
            return Optional.of(new SettledEpoch(settled.report(), settled.leaves()));
        });
    }

    /**
     * A settled epoch as a gatekeeper tells it.
     *
     * @param leaves what is owed to everybody
     */
    public record SettledEpoch(EpochReport report, LeavesFile leaves) {
        /**
         * Whether this is what the pool holds of an epoch: neither its number nor its leaves can
         * have been changed then.
         */
        public boolean fits(long epoch, Hash32 root, Hash32 leavesDigest) {
            var told = report.root();
            return report.epoch() == epoch
                    && told.epoch() == epoch
                    && told.root().equals(root)
                    && told.leavesDigest().equals(leavesDigest)
                    && told.total().equals(leaves.total())
                    && told.leafCount() == leaves.count()
                    && leaves.digest().equals(leavesDigest)
                    && leaves.root().equals(root);
        }
    }

    private Optional<SubmitOutcome> said(Question question, byte[] asked)
            throws WorkFailedException {
        return talk(() -> OutcomeBytes.decode(ask(question, asked)));
    }

    /** Something that is asked and understood. */
    @FunctionalInterface
    private interface Talk<T> {
        T take() throws LineFailedException, InterruptedException;
    }

    private <T> T talk(Talk<T> talk) throws WorkFailedException {
        try {
            return talk.take();
        } catch (LineFailedException e) {
            throw new WorkFailedException(e.sentence(), e);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new WorkFailedException(unreadable(e).sentence(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WorkFailedException("The node is being stopped.", e);
        }
    }

    private WorkFailedException silent() {
        return new WorkFailedException(
                "Gatekeeper " + gatekeeper + " said nothing of a receipt that it was given.");
    }

    private LineFailedException unreadable(RuntimeException e) {
        return new LineFailedException(
                "GATE-11",
                "What gatekeeper " + gatekeeper + " answered cannot be read: " + e.getMessage(),
                e);
    }

    @Override
    public void close() {
        line.close();
    }
}
