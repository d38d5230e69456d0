package hearth.app.overview;

import hearth.app.shell.LiveView;
import hearth.app.ui.Figure;
import hearth.app.ui.Mark;
import hearth.app.ui.Numbers;
import hearth.app.ui.StepList;
import hearth.app.ui.Texts;
import hearth.link.wire.Earning;
import hearth.link.wire.FirstReward;
import hearth.link.wire.Live;
import hearth.link.wire.Worker;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What the overview says, made from what the agent said. Knows no control. */
final class OverviewModel {
    /** A number and the line under it. */
    record Tile(Figure figure, String context) {}

    private final Texts texts = Texts.of(OverviewModel.class);

    /** Whether the way to the first reward is still ahead. */
    boolean newcomer(Live live) {
        return live.getEarning().hasFirstReward()
                && live.getEarning().getFirstReward().getFirstClaimedAt() == 0;
    }

    /** Whether nothing was ever joined here, so that there is neither work nor an epoch. */
    boolean apart(Live live) {
        return !live.getNetwork().getJoined()
                && live.getWorkersCount() == 0
                && live.getEarning().getEpoch() == 0;
    }

    /** Contracts a second over all workers. */
    Tile throughput(LiveView view) {
        var workers = view.live().getWorkersList();
        if (workers.isEmpty()) {
            return none("noworker");
        }
        double rate = workers.stream().mapToDouble(Worker::getRatePerSecond).sum();
        var first = workers.getFirst();
        var figure =
                Figure.of(
                        Numbers.short4(rate),
                        first.getUnit() + "/s",
                        Mark.COUNTER,
                        texts.get("mean5"));
        return new Tile(
                aged(figure.made(parts(workers), texts.get("throughput.how")), view),
                throughputLine(view, first, workers.size()));
    }

    /** Several rates as a sum; of a single one there is nothing to add. */
    private static String parts(List<Worker> workers) {
        return workers.size() < 2
                ? ""
                : workers.stream()
                        .map(w -> w.getName() + " " + Numbers.short4(w.getRatePerSecond()))
                        .collect(Collectors.joining(" + "));
    }

    private String throughputLine(LiveView view, Worker first, int count) {
        if (count > 1) {
            return texts.get("workers", count);
        }
        if (first.getPower().hasValue() && first.getRatePerSecond() > 0) {
            double joules = first.getPower().getValue() / first.getRatePerSecond();
            return texts.get(
                    "joules",
                    joules >= 1
                            ? Numbers.unit(Numbers.short4(joules), "J")
                            : Numbers.unit(Numbers.short4(joules * 1000), "mJ"),
                    first.getName());
        }
        return switch (first.getState()) {
            case "caughtup" -> texts.get("caughtup", first.getName());
            case "paused" -> texts.get("paused", first.getName());
            case "failed" -> texts.get("failed", first.getName());
            default ->
                    first.getStartedAt() == 0
                            ? first.getName()
                            : texts.get(
                                    "started",
                                    first.getName(),
                                    Numbers.span(since(view, first.getStartedAt())));
        };
    }

    private Tile none(String why) {
        var figure = new Figure(Numbers.DASH, "", Mark.NONE, texts.get("nothing"), texts.get(why));
        return new Tile(figure, texts.get(why));
    }

    /** Watts of this machine. */
    Tile power(LiveView view) {
        var machine = view.live().getMachine();
        var figure = Figure.of(machine.getPower(), w -> Numbers.fixed(w, w < 999.95 ? 1 : 0), "W");
        if (!figure.present()) {
            return new Tile(figure, "");
        }
        double ours =
                view.live().getWorkersList().stream()
                        .filter(w -> w.getPower().hasValue())
                        .mapToDouble(w -> w.getPower().getValue())
                        .sum();
        String line =
                ours > 0
                        ? texts.get("byworkers", Numbers.watts(ours))
                        : machine.getPower().getSource();
        double rest = machine.getPower().getValue() - ours;
        return new Tile(
                aged(
                        figure.made(
                                texts.get("power.parts", Numbers.watts(ours), Numbers.watts(rest)),
                                view.live().getEnergy().getMethod()),
                        view),
                line);
    }

    /** Why there are no watts, and how to get them. */
    String powerReason(Live live) {
        String reason = live.getMachine().getPower().getMissing();
        return reason.isEmpty() ? texts.get("power.none") : Texts.sentence(reason);
    }

    /** Coins of the open epoch, an estimate until it settles. */
    Tile epoch(LiveView view) {
        var earning = view.live().getEarning();
        String token = view.live().getNetwork().getToken();
        if (!view.live().getNetwork().getJoined()) {
            return none("notjoined");
        }
        var figure =
                Figure.of(
                                earning.getThisEpoch().isEmpty()
                                        ? "0.00"
                                        : Numbers.coins(earning.getThisEpoch()),
                                token,
                                Mark.ESTIMATE,
                                texts.get("untilsettled"))
                        .made(texts.get("epoch.how"));
        String line =
                view.live().getNetwork().getPractice()
                        ? texts.get("practicecoins")
                        : texts.get("noprice");
        return new Tile(aged(figure, view), line);
    }

    /** Coins of today: settled ones, read from the chain. */
    Tile today(LiveView view) {
        var earning = view.live().getEarning();
        String token = view.live().getNetwork().getToken();
        if (!view.live().getNetwork().getJoined()) {
            return none("notjoined");
        }
        String settled = earning.getTodaySettled();
        var figure =
                Figure.of(
                                settled.isEmpty() ? "0.00" : Numbers.coins(settled),
                                token,
                                Mark.CHAIN,
                                texts.get("settled"))
                        .made(texts.get("today.how"));
        return new Tile(
                aged(figure, view),
                earning.getClaimedTotal().isEmpty()
                        ? ""
                        : texts.get("claimedtotal", Numbers.coins(earning.getClaimedTotal())));
    }

    /** Time to the next settlement. */
    Tile next(LiveView view) {
        var earning = view.live().getEarning();
        if (earning.getEpoch() == 0) {
            return none("noepoch");
        }
        var left = left(view, earning);
        boolean minutes = left.toSeconds() >= 100;
        var figure =
                Figure.of(
                        minutes
                                ? Numbers.whole(left.toMinutes())
                                : Numbers.whole(Math.max(0, left.toSeconds())),
                        minutes ? "min" : "s",
                        Mark.CHAIN,
                        texts.get("epoch", earning.getEpoch()));
        var length = Duration.ofMillis(earning.getEpochEnds() - earning.getEpochBegan());
        return new Tile(figure, texts.get("every", Numbers.span(length)));
    }

    /** Share of the open epoch that has passed. */
    double epochShare(LiveView view) {
        var earning = view.live().getEarning();
        double length = earning.getEpochEnds() - earning.getEpochBegan();
        return length <= 0
                ? 0
                : Math.clamp((view.now().toEpochMilli() - earning.getEpochBegan()) / length, 0, 1);
    }

    private static Duration left(LiveView view, Earning earning) {
        return Duration.between(view.now(), Instant.ofEpochMilli(earning.getEpochEnds()));
    }

    /** The chip of the open epoch: "epoch 413 · 14 h left". */
    String epochChip(LiveView view) {
        var earning = view.live().getEarning();
        if (earning.getEpoch() == 0) {
            return "";
        }
        var left = left(view, earning);
        return left.isNegative()
                ? texts.get("chip.settling", earning.getEpoch())
                : texts.get("chip.epoch", earning.getEpoch(), Numbers.span(left));
    }

    /** How many slots work. */
    String slotsChip(Live live) {
        long working =
                live.getSlotsList().stream().filter(s -> "working".equals(s.getState())).count();
        return live.getSlotsCount() == 0
                ? ""
                : texts.get("chip.slots", working, live.getSlotsCount());
    }

    /** The five steps to the first reward. */
    List<StepList.Step> firstReward(LiveView view) {
        var first = view.live().getEarning().getFirstReward();
        var network = view.live().getNetwork();
        long joined = first.getJoinedAt();
        List<StepList.Step> steps = new ArrayList<>();
        steps.add(
                step(
                        joined,
                        joined,
                        true,
                        texts.get(
                                network.getPractice() ? "step.join.practice" : "step.join",
                                network.getName()),
                        joined == 0
                                ? texts.get("step.join.tocome")
                                : texts.get(
                                        "step.join.done",
                                        view.live().getMachine().getName(),
                                        network.getNodeId(),
                                        Numbers.whole(network.getJoinedBlock()))));
        steps.add(
                step(
                        first.getFirstScoredAt(),
                        joined,
                        joined > 0,
                        texts.get("step.scored"),
                        first.getRead() == 0
                                ? texts.get("step.scored.tocome")
                                : texts.get(
                                        "step.scored.done",
                                        Numbers.whole(first.getRead()),
                                        Numbers.whole(first.getUnique()))));
        steps.add(
                step(
                        first.getFirstVerifiedAt(),
                        joined,
                        first.getFirstScoredAt() > 0,
                        texts.get("step.verified"),
                        first.getFirstVerifiedAt() == 0
                                ? texts.get("step.verified.tocome")
                                : texts.get(
                                        "step.verified.done",
                                        Numbers.whole(first.getRerun()),
                                        Numbers.whole(first.getRerunEqual()))));
        steps.add(settles(view, first));
        steps.add(
                step(
                        first.getFirstClaimedAt(),
                        joined,
                        first.getFirstSettledAt() > 0,
                        texts.get("step.claim"),
                        texts.get("step.claim.text")));
        return steps;
    }

    /** The epoch that pays first: the one that did, or the one that is open. */
    private static long settling(LiveView view, FirstReward first) {
        return first.getFirstEpoch() > 0
                ? first.getFirstEpoch()
                : Math.max(1, view.live().getEarning().getEpoch());
    }

    private StepList.Step settles(LiveView view, FirstReward first) {
        var step =
                step(
                        first.getFirstSettledAt(),
                        first.getJoinedAt(),
                        first.getFirstVerifiedAt() > 0,
                        texts.get("step.settles", settling(view, first)),
                        texts.get("step.settles.text"));
        if (step.stage() != StepList.Stage.RUNNING) {
            return step;
        }
        var left = left(view, view.live().getEarning());
        return new StepList.Step(
                step.stage(),
                step.title(),
                step.detail(),
                left.isNegative() ? "" : texts.get("in", Numbers.span(left)));
    }

    private static StepList.Step step(
            long at, long begin, boolean begun, String title, String detail) {
        if (at > 0) {
            return new StepList.Step(
                    StepList.Stage.DONE,
                    title,
                    detail,
                    Numbers.stopwatch(Duration.ofMillis(Math.max(0, at - begin))));
        }
        return new StepList.Step(
                begun ? StepList.Stage.RUNNING : StepList.Stage.TO_COME, title, detail, "");
    }

    /** How many steps are done, and since when they run. */
    String firstRewardProgress(LiveView view) {
        var first = view.live().getEarning().getFirstReward();
        long done =
                firstReward(view).stream().filter(s -> s.stage() == StepList.Stage.DONE).count();
        return first.getJoinedAt() == 0
                ? texts.get("steps", done)
                : texts.get("steps.time", done, Numbers.span(since(view, first.getJoinedAt())));
    }

    private static Duration since(LiveView view, long at) {
        return Duration.between(Instant.ofEpochMilli(at), view.now());
    }

    private Figure aged(Figure figure, LiveView view) {
        return view.old() ? figure.old(texts.get("old", Numbers.span(view.age()))) : figure;
    }
}
