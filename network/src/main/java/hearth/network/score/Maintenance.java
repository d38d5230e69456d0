package hearth.network.score;

/**
 * U: whether the machine was there and kept up to date.
 *
 * @param windows rounds in the last seven epochs, or since the node joined
 * @param seen of these with a receipt or a heartbeat
 * @param freshness F: 1 on the current release or one replaced up to 14 days ago, ½ up to 28
 * @param value 0 at 80 % of windows seen, 1 from 95 % on, times F
 */
public record Maintenance(long windows, long seen, Ppm freshness, Ppm value) {
    /** Epochs that are looked back on. */
    public static final int EPOCHS = 7;

    private static final int ZERO = 800_000;
    private static final int WIDTH = 150_000;
    private static final int GRACE_DAYS = 14;

    /** From what was seen of a node. */
    public static Maintenance of(long windows, long seen, Ppm freshness) {
        if (seen < 0 || seen > windows) {
            throw new IllegalArgumentException(seen + " seen of " + windows);
        }
        long up = Ppm.of(seen, windows).ramp(ZERO, WIDTH).value();
        var value = new Ppm((int) (up * freshness.value() / Ppm.ONE));
        return new Maintenance(windows, seen, freshness, value);
    }

    /** F of a release; 0 days for the current one. */
    public static Ppm freshness(int daysSinceReplaced) {
        if (daysSinceReplaced <= GRACE_DAYS) {
            return new Ppm(Ppm.ONE);
        }
        return new Ppm(daysSinceReplaced <= 2 * GRACE_DAYS ? Ppm.ONE / 2 : 0);
    }
}
