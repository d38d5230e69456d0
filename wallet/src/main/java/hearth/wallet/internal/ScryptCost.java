package hearth.wallet.internal;

/**
 * The work that scrypt does.
 *
 * @param n rounds, a power of two up to 2^18
 * @param r block size, up to 8
 * @param p lanes, up to 8
 */
public record ScryptCost(int n, int r, int p) {
    /** What new keystores use: 256 MiB and about a second. */
    public static final ScryptCost STANDARD = new ScryptCost(1 << 18, 8, 1);

    /** For machines with less than 1 GiB of memory. */
    public static final ScryptCost SMALL_MACHINE = new ScryptCost(1 << 17, 8, 1);

    public ScryptCost {
        if (n < 2 || n > 1 << 18 || Integer.bitCount(n) != 1) {
            throw new IllegalArgumentException("scrypt n " + n + " is not a power of 2 to 262144");
        }
        if (r < 1 || r > 8 || p < 1 || p > 8) {
            throw new IllegalArgumentException("scrypt r " + r + ", p " + p + " are not 1 to 8");
        }
    }

    /** What new keystores on a machine with this much memory use. */
    public static ScryptCost forMemory(long bytes) {
        return bytes < 1L << 30 ? SMALL_MACHINE : STANDARD;
    }

    /** The memory that it needs at once, in bytes. */
    long memory() {
        return 128L * n * r;
    }
}
