package hearth.agent;

import hearth.kernel.Wei;
import hearth.link.wire.Earning;
import hearth.link.wire.FirstReward;
import hearth.network.gatekeeper.OpenEpoch;
import hearth.network.settlement.EpochBook;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** The live figures: what the open epoch brings, what came today. For one thread at a time. */
final class EarningNow {
    private static final int CURVE = 60;

    /** Epochs among which the first that paid is looked for: a day of practice. */
    private static final int MOST_FIRST = 1_440;

    private final InstantSource time;
    private final List<String> curve = new ArrayList<>();
    private long curveEpoch;
    private @Nullable Sums sums;

    /**
     * Sums over all settled epochs.
     *
     * @param lastEpoch up to which they count
     * @param today settled since the local midnight
     * @param ever whether anything was
     */
    private record Sums(long lastEpoch, LocalDate day, Wei today, boolean ever) {}

    EarningNow(InstantSource time) {
        this.time = time;
    }

    /** The figures of a machine in no network. */
    static Earning none() {
        return Earning.newBuilder()
                .setClaimable("0")
                .setClaimedTotal("0")
                .setThisEpoch("0")
                .setTodaySettled("0")
                .build();
    }

    Earning of(RewardsPart.Books books) throws SQLException {
        var view = books.seat().view();
        var earning =
                Earning.newBuilder()
                        .setThisEpoch("0")
                        .setClaimable(
                                RewardsPart.claimable(books, time.instant()).value().toString())
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

    private static void firstPaid(RewardsPart.Books books, EpochBook book) throws SQLException {
        var owner = books.membership().owner();
        book.list(MOST_FIRST).reversed().stream()
                .filter(report ->
                        EpochView.pay(RewardsPart.own(report, owner)).compareTo(Wei.ZERO) > 0)
                .findFirst()
                .ifPresent(report -> books.firstSteps().paid(report.epoch(), report.closed()));
    }

    private static FirstReward first(RewardsPart.Books books) {
        return books.firstSteps()
                .view(books.membership().joinedAt(), books.rounds().ever().rerun());
    }

    private void open(RewardsPart.Books books, OpenEpoch epoch, Earning.Builder earning) {
        earning.setEpoch(epoch.epoch())
                .setEpochBegan(epoch.opened().toEpochMilli())
                .setEpochEnds(GatekeeperPart.ends(epoch, time.instant()).toEpochMilli());
        if (epoch.nodes().isEmpty()) {
            // gatekeepers elsewhere tell what an epoch brought when it is settled, not before
            earning.clearThisEpoch();
            return;
        }
        var estimate = RewardsPart.estimate(books, epoch);
        if (curveEpoch != epoch.epoch()) {
            curveEpoch = epoch.epoch();
            curve.clear();
        }
        int step = (int) (GatekeeperPart.passed(epoch) * CURVE);
        while (curve.size() <= step) {
            curve.add(estimate.value().toString());
        }
        earning.setThisEpoch(estimate.value().toString()).addAllThisEpochCurve(curve);
    }

    private Sums sums(RewardsPart.Books books, EpochBook book) throws SQLException {
        long last = book.lastEpoch();
        var zone = ZoneId.systemDefault();
        var day = LocalDate.ofInstant(time.instant(), zone);
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
            today = today.plus(EpochView.pay(RewardsPart.own(report, owner)));
        }
        var cumulative =
                last == 0
                        ? Wei.ZERO
                        : book.leaves(last).map(leaves -> leaves.owed(owner)).orElse(Wei.ZERO);
        var fresh = new Sums(last, day, today, cumulative.compareTo(Wei.ZERO) > 0);
        sums = fresh;
        return fresh;
    }
}
