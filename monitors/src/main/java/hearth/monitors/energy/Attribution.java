package hearth.monitors.energy;

import hearth.kernel.Quality;
import hearth.kernel.Reading;
import hearth.monitors.energy.Split.Confidence;

import java.util.ArrayList;
import java.util.List;

/**
 * Divides a machine's watts among its workers: what it draws above idle by processor time, idle by
 * the chosen rule. Processor time says nothing of disks and graphics; their watts are spread along
 * with it.
 */
public final class Attribution {
    /** Processor time is weighed in millionths of a thread. */
    private static final double PRECISION = 1e6;

    private Attribution() {}

    /**
     * One second's split.
     *
     * @param milliwatts of the machine, 0 or more
     * @param quality of that figure
     * @param idle what it draws doing nothing
     * @param busyThreads threads busy on the whole machine; missing gives everything above idle to
     *     nobody in particular
     */
    public static Split split(
            long milliwatts,
            Quality quality,
            IdleFigure idle,
            IdleRule rule,
            Reading<Double> busyThreads,
            List<WorkerLoad> workers) {
        if (milliwatts < 0) {
            throw new IllegalArgumentException("a machine that gives power: " + milliwatts);
        }
        long idlePart = Math.min(milliwatts, idle.milliwatts());
        long[] above = above(milliwatts - idlePart, busyThreads, workers);
        boolean borne = rule == IdleRule.WORKERS && !workers.isEmpty();
        long[] idleShares = borne ? bySlot(idlePart, workers) : new long[workers.size()];
        var parts = new ArrayList<Split.Part>();
        for (int i = 0; i < workers.size(); i++) {
            parts.add(new Split.Part(workers.get(i).worker(), above[i], idleShares[i]));
        }
        return new Split(
                milliwatts,
                idlePart,
                borne ? 0 : idlePart,
                above[workers.size()],
                parts,
                confidence(quality, idle),
                method(idle, rule, busyThreads));
    }

    /** The workers' parts and, last, everybody else's. */
    private static long[] above(long whole, Reading<Double> busy, List<WorkerLoad> workers) {
        var weights = new long[workers.size() + 1];
        long sum = 0;
        for (int i = 0; i < workers.size(); i++) {
            weights[i] = weight(workers.get(i).threads().measured().orElse(0.0));
            sum += weights[i];
        }
        if (busy.measured().isEmpty()) {
            // Without the whole no share is known: nothing is laid at a worker's door.
            var nobody = new long[weights.length];
            nobody[workers.size()] = whole;
            return nobody;
        }
        // Two clocks: the workers' sum may be a little above the machine's.
        weights[workers.size()] = Math.max(0, weight(busy.measured().get()) - sum);
        if (sum == 0 && weights[workers.size()] == 0) {
            weights[workers.size()] = 1;
        }
        return Shares.of(whole, weights);
    }

    private static long weight(double threads) {
        return Math.round(Math.max(0, threads) * PRECISION);
    }

    private static long[] bySlot(long whole, List<WorkerLoad> workers) {
        return Shares.of(
                whole,
                workers.stream()
                        .mapToLong(worker -> Math.max(1, Math.round(worker.slotCores() * 1000)))
                        .toArray());
    }

    private static Confidence confidence(Quality quality, IdleFigure idle) {
        boolean idleKnown =
                switch (idle.origin()) {
                    case SET, LEARNED -> true;
                    case LOWEST_SEEN, UNKNOWN -> false;
                };
        return switch (quality) {
            case WALL, INLINE -> idleKnown ? Confidence.GOOD : Confidence.FAIR;
            case BOARD, COUNTER -> idleKnown ? Confidence.FAIR : Confidence.POOR;
            case ESTIMATE -> Confidence.POOR;
        };
    }

    private static String method(IdleFigure idle, IdleRule rule, Reading<Double> busy) {
        var first =
                switch (busy) {
                    case Reading.Measured<Double> _ -> "Above idle by processor time; ";
                    case Reading.Missing<Double>(var _, var why) ->
                            "Not split: processor time is missing (" + why + "); ";
                };
        return first
                + "idle "
                + idle.words()
                + (rule == IdleRule.OWNER ? ", borne by you." : ", shared by slot size.");
    }
}
