package hearth.monitors.bench;

/**
 * What sysbench calls a cpu event: every number from 3 up to a limit is divided by 2, 3, 4 and so
 * on up to its root until one divides it; 64-bit unsigned divisions, each of them done. The counts
 * of primes and of divisions are checked, so a compiler that left some out would be found.
 */
final class PrimesKernel implements BenchKernel {
    private final int limit;
    private final String id;
    private final int primes;
    private final long divisions;

    private PrimesKernel(String id, int limit, int primes, long divisions) {
        this.id = id;
        this.limit = limit;
        this.primes = primes;
        this.divisions = divisions;
    }

    /** With sysbench's own limit of 10,000. */
    static PrimesKernel usual() {
        return new PrimesKernel("cpu.primes", 10_000, 1_228, 117_526);
    }

    /** With the limit that Flux asks for, 60,000. */
    static PrimesKernel flux() {
        return new PrimesKernel("cpu.primes60000", 60_000, 6_056, 1_358_765);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String unit() {
        return "events/s";
    }

    @Override
    public boolean alsoAlone() {
        return true;
    }

    @Override
    public Worker worker() {
        if (divisions(limit) != divisions) {
            throw new IllegalStateException("the divisions are not those of sysbench");
        }
        return () -> {
            if (event(limit) != primes) {
                throw new IllegalStateException("the processor miscounted primes");
            }
            return 1;
        };
    }

    /** How many primes from 3 below the limit. */
    static int event(int limit) {
        int found = 0;
        for (long c = 3; c < limit; c++) {
            double root = Math.sqrt((double) c);
            long l = 2;
            while (l <= root && Long.remainderUnsigned(c, l) != 0) {
                l++;
            }
            if (l > root) {
                found++;
            }
        }
        return found;
    }

    /** How many divisions that takes. */
    static long divisions(int limit) {
        long count = 0;
        for (long c = 3; c < limit; c++) {
            long root = (long) Math.sqrt((double) c);
            for (long l = 2; l <= root; l++) {
                count++;
                if (c % l == 0) {
                    break;
                }
            }
        }
        return count;
    }
}
