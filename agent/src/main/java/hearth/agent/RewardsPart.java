package hearth.agent;

import hearth.kernel.Address;
import hearth.kernel.Hash32;
import hearth.kernel.Threads;
import hearth.kernel.Wei;
import hearth.link.wire.Earning;
import hearth.link.wire.EpochReply;
import hearth.link.wire.EpochRow;
import hearth.link.wire.FirstReward;
import hearth.link.wire.ProofReply;
import hearth.link.wire.RewardsReply;
import hearth.link.wire.RewardsRequest;
import hearth.network.gatekeeper.OpenEpoch;
import hearth.network.settlement.EpochBook;
import hearth.network.settlement.EpochReport;
import hearth.network.settlement.NodeSettlement;

import org.jspecify.annotations.Nullable;

import java.math.BigInteger;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What was earned and how each number came about, from the settled epochs and the chain. */
final class RewardsPart {
    private static final int MOST = 500;
    private static final int CURVE = 60;

    /** Epochs among which the first that paid is looked for: a day of practice. */
    private static final int MOST_FIRST = 1_440;

    /** Where a seat, its books and its work log come from; empty while in no network. */
    @FunctionalInterface
    interface Source {
        Optional<Books> now();
    }

    /**
     * What the figures are made from.
     *
     * @param gatekeeper the one in this agent, where there is one
     */
    record Books(
            NetworkSeat seat,
            Membership membership,
            Optional<GatekeeperPart> gatekeeper,
            RoundLog rounds,
            FirstSteps firstSteps) {}

    private final Source source;
    private final Threads threads;
    private final String machine;
    private long curveEpoch;
    private final List<String> curve = new ArrayList<>();
    private final PaidEpochs paid = new PaidEpochs();
    private @Nullable Sums sums;

    /**
     * Sums over all settled epochs.
     *
     * @param lastEpoch up to which they count
     * @param today settled since the local midnight
     * @param ever whether anything was
     */
    private record Sums(long lastEpoch, LocalDate day, Wei today, boolean ever) {}

    RewardsPart(Source source, Threads threads, String machine) {
        this.source = source;
        this.threads = threads;
        this.machine = machine;
    }

    private Books books() throws RequestFailedException {
        return source.now()
                .orElseThrow(() ->
                        new RequestFailedException(
                                "REWARD-1",
                                "This machine is in no network yet; “hearth join” is the first step."));
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
                        .setClaimable(claimable(books).value().toString());
        openRow(books).ifPresent(reply::addEpochs);
        var book = books.gatekeeper().map(GatekeeperPart::book);
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
                report.posting().isPresent()
                        && (report.epoch() < view.lastPosted()
                                || !threads.time().instant().isBefore(view.activeAt()));
        return EpochView.row(report, own(report, owner), view.claimed(), cumulative, active);
    }

    private Optional<EpochRow> openRow(Books books) throws SQLException {
        var open = books.gatekeeper().flatMap(GatekeeperPart::open);
        if (open.isEmpty()) {
            return Optional.empty();
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
    private static Wei estimate(Books books, OpenEpoch epoch) {
        var owner = books.membership().owner();
        var own = epoch.nodes().stream().filter(node -> node.owner().equals(owner)).toList();
        long passed = (long) (GatekeeperPart.passed(epoch) * 1_000_000);
        return new Wei(
                EpochView.pay(own)
                        .value()
                        .multiply(BigInteger.valueOf(passed))
                        .divide(BigInteger.valueOf(1_000_000)));
    }

    /** What can be claimed now: owed under the newest active root, less what was claimed. */
    private Wei claimable(Books books) throws SQLException {
        var proof = activeProof(books);
        if (proof.isEmpty()) {
            return Wei.ZERO;
        }
        var claimed = books.seat().view().claimed();
        var owed = proof.get().cumulative();
        return owed.compareTo(claimed) > 0 ? owed.minus(claimed) : Wei.ZERO;
    }

    private Optional<hearth.network.settlement.ClaimProof> activeProof(Books books)
            throws SQLException {
        var book = books.gatekeeper().map(GatekeeperPart::book);
        if (book.isEmpty()) {
            return Optional.empty();
        }
        var view = books.seat().view();
        long epoch =
                threads.time().instant().isBefore(view.activeAt())
                        ? view.lastPosted() - 1
                        : view.lastPosted();
        return epoch <= 0
                ? Optional.empty()
                : book.get().proofFor(epoch, books.membership().owner());
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
                        .map(GatekeeperPart::book)
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
                activeProof(books)
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
                        .setClaimable(claimable(books).value().toString());
        proof.proof().stream().map(Hash32::hex).forEach(reply::addProof);
        return reply.build();
    }

    /** The live figures. */
    synchronized Earning earning() throws SQLException {
        var now = source.now();
        if (now.isEmpty()) {
            return Earning.newBuilder()
                    .setClaimable("0")
                    .setClaimedTotal("0")
                    .setThisEpoch("0")
                    .setTodaySettled("0")
                    .build();
        }
        var books = now.get();
        var view = books.seat().view();
        var earning =
                Earning.newBuilder()
                        .setThisEpoch("0")
                        .setClaimable(claimable(books).value().toString())
                        .setClaimedTotal(view.claimed().value().toString());
        var gatekeeper = books.gatekeeper();
        if (gatekeeper.isPresent()) {
            var settled = sums(books, gatekeeper.get().book());
            earning.setTodaySettled(settled.today().value().toString())
                    .setLastSettledEpoch(settled.lastEpoch());
            if (settled.ever() && books.firstSteps().unpaid()) {
                firstPaid(books, gatekeeper.get().book());
            }
            var open = gatekeeper.get().open();
            if (open.isPresent()) {
                open(books, open.get(), earning);
            }
        } else {
            earning.setTodaySettled("0");
        }
        if (view.claimed().compareTo(Wei.ZERO) > 0) {
            books.firstSteps().claimed();
        }
        return earning.setFirstReward(first(books)).build();
    }

    private static void firstPaid(Books books, EpochBook book) throws SQLException {
        var owner = books.membership().owner();
        book.list(MOST_FIRST).reversed().stream()
                .filter(report -> EpochView.pay(own(report, owner)).compareTo(Wei.ZERO) > 0)
                .findFirst()
                .ifPresent(report -> books.firstSteps().paid(report.epoch(), report.closed()));
    }

    private FirstReward first(Books books) {
        return books.firstSteps()
                .view(books.membership().joinedAt(), books.rounds().ever().rerun());
    }

    private void open(Books books, OpenEpoch epoch, Earning.Builder earning) {
        var estimate = estimate(books, epoch);
        if (curveEpoch != epoch.epoch()) {
            curveEpoch = epoch.epoch();
            curve.clear();
        }
        int step = (int) (GatekeeperPart.passed(epoch) * CURVE);
        while (curve.size() <= step) {
            curve.add(estimate.value().toString());
        }
        earning.setEpoch(epoch.epoch())
                .setEpochBegan(epoch.opened().toEpochMilli())
                .setEpochEnds(GatekeeperPart.ends(epoch, threads.time().instant()).toEpochMilli())
                .setThisEpoch(estimate.value().toString())
                .addAllThisEpochCurve(curve);
    }

    private Sums sums(Books books, EpochBook book) throws SQLException {
        long last = book.lastEpoch();
        var zone = ZoneId.systemDefault();
        var day = LocalDate.ofInstant(threads.time().instant(), zone);
        var known = sums;
        if (known != null && known.lastEpoch() == last && known.day().equals(day)) {
            return known;
        }
        var owner = books.membership().owner();
        var midnight = day.atStartOfDay(zone).toInstant();
        var today = Wei.ZERO;
        // A practice day has 1,440 epochs; a real one has one.
        for (var report : book.list(1_500)) {
            if (report.closed().isBefore(midnight)) {
                break;
            }
            today = today.plus(EpochView.pay(own(report, owner)));
        }
        var cumulative =
                last == 0
                        ? Wei.ZERO
                        : book.leaves(last).map(leaves -> leaves.owed(owner)).orElse(Wei.ZERO);
        var fresh = new Sums(last, day, today, cumulative.compareTo(Wei.ZERO) > 0);
        sums = fresh;
        return fresh;
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
