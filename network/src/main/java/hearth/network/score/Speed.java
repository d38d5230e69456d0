package hearth.network.score;

import java.util.List;

/**
 * V: how early in the commit window a node's receipts were held by the gatekeepers.
 *
 * @param delivered rounds with a receipt that counts
 * @param meanLateness mean time of the ack as a share of the commit window
 * @param value 1 up to a quarter of the window, then falling to ½ at its end; 0 without a receipt
 */
public record Speed(int delivered, Ppm meanLateness, Ppm value) {
    private static final int QUARTER = Ppm.ONE / 4;

    /** From each delivered round's lateness. */
    public static Speed of(List<Ppm> lateness) {
        if (lateness.isEmpty()) {
            return new Speed(0, new Ppm(0), new Ppm(0));
        }
        long late = 0;
        long speed = 0;
        for (var round : lateness) {
            late += round.value();
            speed += speedOf(round);
        }
        return new Speed(
                lateness.size(),
                new Ppm((int) (late / lateness.size())),
                new Ppm((int) (speed / lateness.size())));
    }

    private static int speedOf(Ppm late) {
        return late.value() <= QUARTER ? Ppm.ONE : Ppm.ONE - (late.value() - QUARTER) * 2 / 3;
    }
}
