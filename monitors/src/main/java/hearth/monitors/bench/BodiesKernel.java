package hearth.monitors.bench;

/**
 * Floating point as programs use it, with roots and divisions that wait for each other: the sun and
 * its four large planets, stepped by a hundredth of a day (the n-body of the Computer Language
 * Benchmarks Game). The energy after a thousand steps is known and checked.
 */
final class BodiesKernel implements BenchKernel {
    private static final int STEPS = 1_000;
    private static final double SOLAR_MASS = 4 * Math.PI * Math.PI;
    private static final double DAYS = 365.24;
    private static final double ENERGY_AFTER = -0.169087605;

    /** Place, speed in days, and mass in suns of Jupiter, Saturn, Uranus and Neptune. */
    private static final double[][] PLANETS = {
        {
            4.841431442464721, -1.1603200440274284, -0.10362204447112311,
            0.001660076642744037, 0.007699011184197404, -6.90460016972063e-5,
            0.0009547919384243266
        },
        {
            8.34336671824458, 4.124798564124305, -0.4035234171143214,
            -0.002767425107264119, 0.004998528012349172, 2.3041729757376393e-5,
            0.0002858859806661308
        },
        {
            12.894369562139131, -15.111151401698631, -0.22330757889265573,
            0.002964601375647616, 0.0023784717395948095, -2.9658956854023756e-5,
            4.366244043351563e-5
        },
        {
            15.379697114850917, -25.919314609987964, 0.17925877295037118,
            0.0026806777249038932, 0.001628241700382423, -9.515922545197159e-5,
            5.1513890204661145e-5
        }
    };

    @Override
    public String id() {
        return "cpu.float";
    }

    @Override
    public String unit() {
        return "steps/s";
    }

    @Override
    public boolean alsoAlone() {
        return true;
    }

    @Override
    public Worker worker() {
        return () -> {
            var sky = new Sky();
            for (int i = 0; i < STEPS; i++) {
                sky.step(0.01);
            }
            if (Math.abs(sky.energy() - ENERGY_AFTER) > 1e-9) {
                throw new IllegalStateException("the processor lost energy: " + sky.energy());
            }
            return STEPS;
        };
    }

    /** The five bodies. */
    static final class Sky {
        private static final int BODIES = 5;
        private final double[] x = new double[BODIES];
        private final double[] y = new double[BODIES];
        private final double[] z = new double[BODIES];
        private final double[] vx = new double[BODIES];
        private final double[] vy = new double[BODIES];
        private final double[] vz = new double[BODIES];
        private final double[] mass = new double[BODIES];

        Sky() {
            mass[0] = SOLAR_MASS;
            for (int i = 1; i < BODIES; i++) {
                var planet = PLANETS[i - 1];
                x[i] = planet[0];
                y[i] = planet[1];
                z[i] = planet[2];
                vx[i] = planet[3] * DAYS;
                vy[i] = planet[4] * DAYS;
                vz[i] = planet[5] * DAYS;
                mass[i] = planet[6] * SOLAR_MASS;
                // The whole does not drift.
                vx[0] -= vx[i] * mass[i] / SOLAR_MASS;
                vy[0] -= vy[i] * mass[i] / SOLAR_MASS;
                vz[0] -= vz[i] * mass[i] / SOLAR_MASS;
            }
        }

        void step(double dt) {
            for (int i = 0; i < BODIES; i++) {
                for (int j = i + 1; j < BODIES; j++) {
                    double dx = x[i] - x[j];
                    double dy = y[i] - y[j];
                    double dz = z[i] - z[j];
                    double square = dx * dx + dy * dy + dz * dz;
                    double pull = dt / (square * Math.sqrt(square));
                    vx[i] -= dx * mass[j] * pull;
                    vy[i] -= dy * mass[j] * pull;
                    vz[i] -= dz * mass[j] * pull;
                    vx[j] += dx * mass[i] * pull;
                    vy[j] += dy * mass[i] * pull;
                    vz[j] += dz * mass[i] * pull;
                }
            }
            for (int i = 0; i < BODIES; i++) {
                x[i] += dt * vx[i];
                y[i] += dt * vy[i];
                z[i] += dt * vz[i];
            }
        }

        double energy() {
            double sum = 0;
            for (int i = 0; i < BODIES; i++) {
                sum += 0.5 * mass[i] * (vx[i] * vx[i] + vy[i] * vy[i] + vz[i] * vz[i]);
                for (int j = i + 1; j < BODIES; j++) {
                    double dx = x[i] - x[j];
                    double dy = y[i] - y[j];
                    double dz = z[i] - z[j];
                    sum -= mass[i] * mass[j] / Math.sqrt(dx * dx + dy * dy + dz * dz);
                }
            }
            return sum;
        }
    }
}
