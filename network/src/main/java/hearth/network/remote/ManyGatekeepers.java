package hearth.network.remote;

import hearth.kernel.Hash32;
import hearth.network.work.Ack;
import hearth.network.work.GatekeeperAccess;
import hearth.network.work.Gatekeepers;
import hearth.network.work.Heartbeat;
import hearth.network.work.RoundOffer;
import hearth.network.work.Signed;
import hearth.network.work.Submission;
import hearth.network.work.SubmitOutcome;
import hearth.network.work.SubmitOutcome.Accepted;
import hearth.network.work.SubmitOutcome.Held;
import hearth.network.work.SubmitOutcome.Refused;
import hearth.network.work.WorkFailedException;
import hearth.network.work.WorkReceipt;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * All gatekeepers of a network as one: everything goes to each of them, and counts when enough say
 * the same. One that is slow, silent or lying is not waited for.
 */
public final class ManyGatekeepers implements GatekeeperAccess, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ManyGatekeepers.class);

    private final List<RemoteGatekeeper> members;
    private final Gatekeepers gatekeepers;
    private final int threshold;
    private final Executor io;
    private volatile @Nullable RoundOffer good;

    /**
     * @param gatekeepers of the network, and how many must say the same
     * @param io for blocking calls
     */
    public ManyGatekeepers(List<RemoteGatekeeper> members, Gatekeepers gatekeepers, Executor io) {
        this.members = List.copyOf(members);
        this.gatekeepers = gatekeepers;
        this.threshold = gatekeepers.threshold();
        this.io = io;
    }

    /** Each of them. */
    public List<RemoteGatekeeper> members() {
        return members;
    }

    /** Something that is asked of each. */
    @FunctionalInterface
    private interface Ask<T> {
        Optional<T> of(RemoteGatekeeper one) throws WorkFailedException;
    }

    /** Asks each at once, and waits until what came is enough or nobody is left. */
    private <T> List<T> gather(Ask<T> ask, Predicate<List<T>> enough) throws WorkFailedException {
        var came = new LinkedBlockingQueue<Optional<T>>();
        for (var member : members) {
            io.execute(() -> {
                Optional<T> said = Optional.empty();
                try {
                    said = ask.of(member);
                } catch (WorkFailedException e) {
                    LOG.debug("{}: {}", member.gatekeeper(), e.getMessage());
                } finally {
                    came.add(said);
                }
            });
        }
        var answers = new ArrayList<T>();
        try {
            for (int i = 0; i < members.size() && !enough.test(answers); i++) {
                came.take().ifPresent(answers::add);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WorkFailedException("The node is being stopped.", e);
        }
        return answers;
    }

    /** The first round that is in order; who tells another is not listened to. */
    @Override
    public Optional<RoundOffer> current() {
        try {
            return gather(one -> one.current().filter(this::inOrder), answers -> !answers.isEmpty())
                    .stream()
                    .findFirst();
        } catch (WorkFailedException e) {
            return Optional.empty(); // being stopped
        }
    }

    private boolean inOrder(RoundOffer offer) {
        if (offer.equals(good)) {
            return true; // looked at before
        }
        boolean fine =
                offer.objection(gatekeepers, offer.manifest().message().modelDigest()).isEmpty();
        if (fine) {
            good = offer;
        }
        return fine;
    }

    /** When so many know that it is closed that too few are left to take it. */
    @Override
    public boolean closed(Hash32 manifest) {
        long closed = members.stream().filter(one -> one.closed(manifest)).count();
        return members.size() - closed < threshold;
    }

    @Override
    public Optional<Ack.Phase> phase(Hash32 manifest) {
        try {
            var phases =
                    gather(
                            one -> one.phase(manifest),
                            answers -> agreed(answers, any -> any).isPresent());
            return agreed(phases, any -> any);
        } catch (WorkFailedException e) {
            return Optional.empty(); // being stopped
        }
    }

    @Override
    public SubmitOutcome commit(Signed<WorkReceipt> receipt) throws WorkFailedException {
        return taken(one -> Optional.of(one.commit(receipt)));
    }

    @Override
    public SubmitOutcome reveal(Submission submission) throws WorkFailedException {
        return taken(one -> Optional.of(one.reveal(submission)));
    }

    private SubmitOutcome taken(Ask<SubmitOutcome> ask) throws WorkFailedException {
        var said = gather(ask, answers -> agreed(answers, ManyGatekeepers::kind).isPresent());
        return agreed(said, ManyGatekeepers::kind)
                .orElseThrow(() ->
                        new WorkFailedException(
                                "Only "
                                        + said.size()
                                        + " of "
                                        + members.size()
                                        + " gatekeepers answered, or they do not agree; "
                                        + threshold
                                        + " must hold a receipt for it to count."));
    }

    @Override
    public Optional<SubmitOutcome> outcome(WorkReceipt receipt) throws WorkFailedException {
        return agreed(
                gather(
                        one -> one.outcome(receipt),
                        answers -> agreed(answers, ManyGatekeepers::kind).isPresent()),
                ManyGatekeepers::kind);
    }

    @Override
    public boolean heartbeat(Signed<Heartbeat> heartbeat) throws WorkFailedException {
        return gather(
                                one -> Optional.of(one.heartbeat(heartbeat)).filter(any -> any),
                                answers -> answers.size() >= threshold)
                        .size()
                >= threshold;
    }

    private static Object kind(SubmitOutcome outcome) {
        return switch (outcome) {
            case Held held -> held.ack().message().phase();
            case Accepted _ -> Accepted.class;
            case Refused refused -> refused.reason();
        };
    }

    /** The first answer that enough of them gave, as far as its kind goes. */
    private <T> Optional<T> agreed(List<T> answers, Function<? super T, ?> kind) {
        return answers.stream()
                .filter(one ->
                        answers.stream()
                                        .filter(other -> kind.apply(other).equals(kind.apply(one)))
                                        .count()
                                >= threshold)
                .findFirst();
    }

    @Override
    public void close() {
        members.forEach(RemoteGatekeeper::close);
    }
}
