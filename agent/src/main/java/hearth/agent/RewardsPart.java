package hearth.agent;

import hearth.kernel.Address;
import hearth.kernel.Hash32;
import hearth.kernel.Threads;
import hearth.kernel.Wei;
import hearth.link.wire.Earning;
import hearth.link.wire.EpochReply;
import hearth.link.wire.EpochRow;
import hearth.link.wire.ProofReply;
import hearth.link.wire.RewardsReply;
import hearth.link.wire.RewardsRequest;
import hearth.network.gatekeeper.OpenEpoch;
import hearth.network.settlement.ClaimProof;
import hearth.network.settlement.EpochBook;
import hearth.network.settlement.EpochReport;
import hearth.network.settlement.NodeSettlement;

import java.math.BigInteger;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What was earned and how each number came about, from the settled epochs and the chain. */
final class RewardsPart {
    private static final int MOST = 500;

    /** Where a seat, its books and its work log come from; empty while in no network. */
    @FunctionalInterface
    interface Source {
        Optional<Books> now();
    }

    /**
     * What the figures are made from.
     *
     * @param gatekeeper the one in this agent, or what those elsewhere have told
     */
    record Books(
            NetworkSeat seat,
            Membership membership,
            Optional<? extends EpochSource> gatekeeper,
            RoundLog rounds,
            FirstSteps firstSteps) {}

    private final Source source;
    private final Threads threads;
    private final String machine;
    private final EarningNow earning;
    private final PaidEpochs paid = new PaidEpochs();

    RewardsPart(Source source, Threads threads, String machine) {
        this.source = source;
        this.threads = threads;
        this.machine = machine;
        earning = new EarningNow(threads.time());
    }

    private Books books() throws RequestFailedException {
        return source.now()
                .orElseThrow(() ->
                        new RequestFailedException(
                                "REWARD-1",
                                "This machine is in no network yet; “hearth join” is the first step."));
    }

    private Instant now() {
        return threads.time().instant();
    }

    /** An owner's lines of an epoch. */
    static List<NodeSettlement> own(EpochReport report, Address owner) {
        return report.nodes().stream().filter(node -> node.owner().equals(owner)).toList();
    }

    RewardsReply list(RewardsRequest request) throws SQLException {
        var now = source.now();
        if (now.isEmpty()) {
            return RewardsReply.newBuilder().setClaimable("0").setClaimed("0").build();
        }
        var books = now.get();
        var view = books.seat().view();
        var reply =
                RewardsReply.newBuilder()
                        .setToken(view.token())
                        .setClaimed(view.claimed().value().toString())
                        .setClaimable(claimable(books, now()).value().toString());
        openRow(books).ifPresent(reply::addEpochs);
        var book = books.gatekeeper().map(EpochSource::book);
        if (book.isPresent()) {
            int limit = Math.clamp(request.getLimit() == 0 ? 30 : request.getLimit(), 1, MOST);
            for (var report : book.get().list(MOST)) {
                boolean wanted =
                        request.getBeforeEpoch() == 0 || report.epoch() < request.getBeforeEpoch();
                if (wanted && reply.getEpochsCount() <= limit) {
                    reply.addEpochs(row(books, book.get(), report));
                }
            }
        }
        return reply.build();
    }

    private EpochRow row(Books books, EpochBook book, EpochReport report) throws SQLException {
        var view = books.seat().view();
        var owner = books.membership().owner();
        var cumulative =
                book.leaves(report.epoch()).map(leaves -> leaves.owed(owner)).orElse(Wei.ZERO);
        boolean active =
                report.epoch() < view.lastPosted()
                        || (report.epoch() == view.lastPosted()
                                && !threads.time().instant().isBefore(view.activeAt()));
        return EpochView.row(report, own(report, owner), view.claimed(), cumulative, active);
    }

    private Optional<EpochRow> openRow(Books books) throws SQLException {
        var open = books.gatekeeper().flatMap(EpochSource::open);
        if (open.isEmpty() || open.get().nodes().isEmpty()) {
            return Optional.empty(); // what it brings is told when it is settled
        }
        var epoch = open.get();
        var totals = books.rounds().totals(epoch.epoch());
        return Optional.of(
                EpochRow.newBuilder()
                        .setEpoch(epoch.epoch())
                        .setState("open")
                        .setBegan(epoch.opened().toEpochMilli())
                        .setEnded(
                                GatekeeperPart.ends(epoch, threads.time().instant()).toEpochMilli())
                        .setUnitsAssigned(totals.assigned())
                        .setUnitsVerified(totals.verified())
                        .setPay(estimate(books, epoch).value().toString())
                        .setEstimate(true)
                        .build());
    }

    /**
     * What the open epoch has brought so far: what this owner would get if it were settled now, by
     * the part of the epoch that has passed.
     */
    static Wei estimate(Books books, OpenEpoch epoch) {
        var owner = books.membership().owner();
        var own = epoch.nodes().stream().filter(node -> node.owner().equals(owner)).toList();
        long passed = (long) (GatekeeperPart.passed(epoch) * 1_000_000);
        return new Wei(
                EpochView.pay(own)
                        .value()
                        .multiply(BigInteger.valueOf(passed))
                        .divide(BigInteger.valueOf(1_000_000)));
    }

    /** What can be claimed now: owed under the newest active root kept, less what was claimed. */
    static Wei claimable(Books books, Instant at) throws SQLException {
        var proof = activeProof(books, at);
        if (proof.isEmpty()) {
            return Wei.ZERO;
        }
        var claimed = books.seat().view().claimed();
        var owed = proof.get().cumulative();
        return owed.compareTo(claimed) > 0 ? owed.minus(claimed) : Wei.ZERO;
    }

    private static Optional<ClaimProof> activeProof(Books books, Instant at) throws SQLException {
        var book = books.gatekeeper().map(EpochSource::book);
        if (book.isEmpty()) {
            return Optional.empty();
        }
        var view = books.seat().view();
        long epoch = at.isBefore(view.activeAt()) ? view.lastPosted() - 1 : view.lastPosted();
        return book.get().proofUpTo(epoch, books.membership().owner());
    }

    EpochReply epoch(long epoch) throws RequestFailedException, SQLException {
        var books = books();
        var open = openRow(books);
        if (open.isPresent() && open.get().getEpoch() == epoch) {
            var reply = EpochReply.newBuilder().setRow(open.get());
            rounds(books, epoch, reply);
            return reply.setNote("This epoch is still open: its figures are estimates.").build();
        }
        var book =
                books.gatekeeper()
                        .map(EpochSource::book)
                        .orElseThrow(() ->
                                new RequestFailedException(
                                        "REWARD-2",
                                        "No gatekeeper of this network can be asked from here."));
        var report =
                book.get(epoch)
                        .orElseThrow(() ->
                                new RequestFailedException(
                                        "REWARD-3", "There is no epoch " + epoch + "."));
        var owner = books.membership().owner();
        var own = own(report, owner);
        var reply = EpochReply.newBuilder().setRow(row(books, book, report));
        EpochView.fill(reply, report, own, machine);
        var file = books.seat().file();
        reply.setPool(file.contracts().pool().hex())
                .setSignersNeeded(file.parameters().gatekeeperThreshold());
        file.gatekeepers().forEach(one -> reply.addSigners(one.hex()));
        book.proofFor(epoch, owner)
                .ifPresent(proof -> {
                    reply.setCumulative(proof.cumulative().value().toString())
                            .setLeaf(proof.leaf().hex());
                    proof.proof().stream().map(Hash32::hex).forEach(reply::addProof);
                });
        var before = book.get(epoch - 1);
        if (before.isPresent()) {
            reply.addAllDifferences(
                    EpochView.differences(report, own, before.get(), own(before.get(), owner)));
        }
        rounds(books, epoch, reply);
        return reply.build();
    }

    private static void rounds(Books books, long epoch, EpochReply.Builder reply)
            throws SQLException {
        for (var line : books.rounds().of(epoch)) {
            reply.addRounds(EpochView.round(line));
        }
    }

    ProofReply proof(String owner) throws RequestFailedException, SQLException {
        var books = books();
        if (!owner.isEmpty() && !new Address(owner).equals(books.membership().owner())) {
            throw new RequestFailedException(
                    "REWARD-4", "This machine works for another owner than " + owner + ".");
        }
        var proof =
                activeProof(books, now())
                        .orElseThrow(() ->
                                new RequestFailedException(
                                        "REWARD-5",
                                        "No epoch with a reward of yours can be claimed yet."));
        var reply =
                ProofReply.newBuilder()
                        .setEpoch(proof.epoch())
                        .setOwner(proof.owner().hex())
                        .setCumulative(proof.cumulative().value().toString())
                        .setRoot(proof.root().hex())
                        .setClaimable(claimable(books, now()).value().toString());
        proof.proof().stream().map(Hash32::hex).forEach(reply::addProof);
        return reply.build();
    }

    /** The live figures. */
    synchronized Earning earning() throws SQLException {
        var now = source.now();
        return now.isEmpty() ? EarningNow.none() : earning.of(now.get());
    }

    /** What a stretch brought this owner; nothing where no gatekeeper can be asked. */
    synchronized Earned earned(Instant from, Instant to) throws SQLException {
        var now = source.now();
        if (now.isEmpty() || now.get().gatekeeper().isEmpty()) {
            return Earned.NOTHING;
        }
        var books = now.get();
        var gatekeeper = now.get().gatekeeper().get();
        var settled = paid.between(gatekeeper.book(), books.membership().owner(), from, to);
        var open = gatekeeper.open();
        boolean includes = open.isPresent() && to.isAfter(open.get().opened());
        return new Earned(settled, includes ? estimate(books, open.get()) : Wei.ZERO);
    }

    /** The symbol of what is earned; empty while in no network. */
    String token() {
        return source.now().map(books -> books.seat().view().token()).orElse("");
    }

    /** The score of the newest settled epoch with work of this owner, and when it was settled. */
    Optional<Scored> score() throws SQLException {
        var now = source.now();
        if (now.isEmpty() || now.get().gatekeeper().isEmpty()) {
            return Optional.empty();
        }
        var owner = now.get().membership().owner();
        return now.get().gatekeeper().get().book().list(1).stream()
                .filter(report -> !own(report, owner).isEmpty())
                .map(report ->
                        new Scored(
                                EpochView.score(own(report, owner)),
                                report.closed(),
                                report.epoch()))
                .findFirst();
    }

    /** A score with its time. */
    record Scored(double value, Instant at, long epoch) {}
}
