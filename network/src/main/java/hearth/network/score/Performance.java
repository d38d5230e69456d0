package hearth.network.score;

/**
 * P: which part of the assigned work came right and in time, smoothed over epochs.
 *
 * @param assigned units of this epoch
 * @param right units of this epoch that were answered in time and not found wrong
 * @param before the smoothed share before this epoch
 * @param smoothed with this epoch: moved a quarter of the way; unchanged when nothing was assigned
 * @param value 0 at a smoothed share of 50 %, 1 from 95 % on
 */
public record Performance(long assigned, long right, Ppm before, Ppm smoothed, Ppm value) {
    /** A newcomer's smoothed share. */
    public static final Ppm NEWCOMER = new Ppm(600_000);

    private static final int ZERO = 500_000;
    private static final int WIDTH = 450_000;

    /** Carries the smoothed share on by one epoch. */
    public static Performance of(long assigned, long right, Ppm before) {
        if (right < 0 || right > assigned) {
            throw new IllegalArgumentException(right + " right of " + assigned);
        }
        int share = assigned == 0 ? before.value() : Ppm.of(right, assigned).value();
        // floorDiv: rounding must not depend on the sign
        var smoothed = new Ppm(before.value() + Math.floorDiv(share - before.value(), 4));
        return new Performance(assigned, right, before, smoothed, smoothed.ramp(ZERO, WIDTH));
    }
}
