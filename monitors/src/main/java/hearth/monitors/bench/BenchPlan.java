package hearth.monitors.bench;

import java.time.Duration;

/**
 * How long and how often a run measures.
 *
 * @param mode quick, full or sustained
 * @param run length of one run of a kernel
 * @param repeats how many runs a figure has
 * @param diskRun length of one run of the drive
 * @param diskRepeats how many runs the drive has
 * @param diskFile bytes of its file at most
 * @param passes of the memory's kernels that count
 * @param look how long the machine is watched before and after
 * @param load how long all threads work without a pause at the end; zero for not at all
 */
public record BenchPlan(
        String mode,
        Duration run,
        int repeats,
        Duration diskRun,
        int diskRepeats,
        long diskFile,
        int passes,
        Duration look,
        Duration load) {
    /** The longest load that can be asked for. */
    public static final Duration LONGEST = Duration.ofHours(12);

    /** About half a minute, for a first impression. */
    public static final BenchPlan QUICK =
            new BenchPlan(
                    "quick",
                    Duration.ofMillis(120),
                    3,
                    Duration.ofMillis(250),
                    3,
                    256L << 20,
                    5,
                    Duration.ofMillis(400),
                    Duration.ZERO);

    /** About five minutes, for figures to compare. */
    public static final BenchPlan FULL =
            new BenchPlan(
                    "full",
                    Duration.ofMillis(700),
                    7,
                    Duration.ofSeconds(2),
                    5,
                    4L << 30,
                    20,
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(60));

    public BenchPlan {
        if (repeats < 1 || diskRepeats < 1 || passes < 1 || load.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("plan " + mode + ", load " + load);
        }
    }

    /** The full run with a load of this length at its end: does the machine keep its speed? */
    public static BenchPlan sustained(Duration load) {
        return new BenchPlan(
                "sustained",
                FULL.run,
                FULL.repeats,
                FULL.diskRun,
                FULL.diskRepeats,
                FULL.diskFile,
                FULL.passes,
                FULL.look,
                load);
    }

    /** The drive for so long, and no load: to measure single lines beside another tool. */
    BenchPlan single(Duration drive) {
        return new BenchPlan(
                mode,
                run,
                repeats,
                drive,
                1,
                1L << 30,
                passes,
                Duration.ofMillis(50),
                Duration.ZERO);
    }

    /** Reads what {@link #word} wrote. */
    static BenchPlan of(String word) {
        return switch (word) {
            case "quick" -> QUICK;
            case "full" -> FULL;
            default -> sustained(Duration.ofSeconds(Long.parseLong(word)));
        };
    }

    /** One word for the command line of the benchmark's process. */
    String word() {
        return mode.equals("sustained") ? Long.toString(load.toSeconds()) : mode;
    }
}
