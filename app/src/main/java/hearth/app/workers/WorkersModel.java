package hearth.app.workers;

import hearth.app.power.Money;
import hearth.app.shell.LiveView;
import hearth.app.ui.Condition;
import hearth.app.ui.Figure;
import hearth.app.ui.Numbers;
import hearth.app.ui.Texts;
import hearth.link.wire.Worker;

import java.util.List;

/** The rows of the workers' table. Knows no control. */
final class WorkersModel {
    private static final long TEN_MINUTES = 600_000;

    /**
     * A line of the table.
     *
     * @param name for links; empty in a sum
     * @param since left edge of the sparkline
     * @param sum whether it adds up the rows above
     */
    record Row(
            String name,
            String title,
            String about,
            String machine,
            Condition condition,
            String state,
            String rate,
            Figure watts,
            String energy,
            String cost,
            String verified,
            String done,
            String earned,
            long since,
            boolean sum) {}

    private final Texts texts = Texts.of(WorkersModel.class);

    /** How many do their work. */
    long working(LiveView view) {
        return view.live().getWorkersList().stream()
                .filter(w -> "working".equals(w.getState()) || "caughtup".equals(w.getState()))
                .count();
    }

    /** A row for each worker. */
    List<Row> rows(LiveView view) {
        return view.live().getWorkersList().stream().map(w -> row(view, w)).toList();
    }

    private Row row(LiveView view, Worker worker) {
        var condition = view.old() ? Condition.SILENT : Condition.of(worker.getState());
        var watts = Figure.of(worker.getPower(), v -> Numbers.fixed(v, 1), "W");
        boolean single = view.live().getWorkersCount() == 1;
        return new Row(
                worker.getName(),
                worker.getName(),
                texts.get("inslot", worker.getSlot()),
                view.live().getMachine().getName(),
                condition,
                view.old() ? texts.get("silent", Numbers.span(view.age())) : condition.word(),
                Numbers.unit(Numbers.short4(worker.getRatePerSecond()), worker.getUnit() + "/s"),
                view.old() ? watts.old("") : watts,
                perUnit(worker),
                worker.getPriceKnown() && !view.old()
                        ? Money.price(
                                worker.getCostMicrosPerHour(),
                                view.live().getEnergy().getCurrency())
                        : Numbers.DASH,
                texts.get(
                        "of",
                        Numbers.whole(worker.getUnitsVerified()),
                        Numbers.whole(worker.getUnitsAssigned())),
                Numbers.whole(worker.getUnitsDone()),
                // Coins are earned per node; with one worker they are its own.
                single ? earned(view) : Numbers.DASH,
                view.now().toEpochMilli() - TEN_MINUTES,
                false);
    }

    private static String perUnit(Worker worker) {
        if (!worker.getPower().hasValue() || worker.getRatePerSecond() <= 0) {
            return Numbers.DASH;
        }
        double joules = worker.getPower().getValue() / worker.getRatePerSecond();
        return joules >= 1
                ? Numbers.unit(Numbers.short4(joules), "J")
                : Numbers.unit(Numbers.short4(joules * 1000), "mJ");
    }

    private static String earned(LiveView view) {
        var earning = view.live().getEarning();
        return earning.getThisEpoch().isEmpty()
                ? Numbers.DASH
                : "≈ "
                        + Numbers.unit(
                                Numbers.coins(earning.getThisEpoch()),
                                view.live().getNetwork().getToken());
    }

    private static String cost(LiveView view) {
        var workers = view.live().getWorkersList();
        return workers.stream().allMatch(Worker::getPriceKnown) && !view.old()
                ? Money.price(
                        workers.stream().mapToLong(Worker::getCostMicrosPerHour).sum(),
                        view.live().getEnergy().getCurrency())
                : Numbers.DASH;
    }

    /** The total row: the sum of the rows shown. */
    Row sum(LiveView view, List<Row> rows) {
        var workers = view.live().getWorkersList();
        double watts =
                workers.stream()
                        .filter(w -> w.getPower().hasValue())
                        .mapToDouble(w -> w.getPower().getValue())
                        .sum();
        boolean measured = workers.stream().anyMatch(w -> w.getPower().hasValue());
        var quality = measured ? rows.getFirst().watts() : Figure.missing(texts.get("nowatts"));
        var figure =
                measured
                        ? new Figure(
                                Numbers.fixed(watts, 1), "W", quality.mark(), "", quality.why())
                        : quality;
        long verified = workers.stream().mapToLong(Worker::getUnitsVerified).sum();
        long assigned = workers.stream().mapToLong(Worker::getUnitsAssigned).sum();
        long done = workers.stream().mapToLong(Worker::getUnitsDone).sum();
        return new Row(
                "",
                texts.get("total"),
                "",
                "",
                Condition.FREE,
                "",
                "",
                figure,
                "",
                cost(view),
                texts.get("of", Numbers.whole(verified), Numbers.whole(assigned)),
                Numbers.whole(done),
                earned(view),
                0,
                true);
    }
}
