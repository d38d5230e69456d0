package hearth.monitors.power.decode;

import hearth.kernel.Quality;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An electricity meter's registers by their OBIS code (IEC 62056-61), in watt-hours, watts, volts
 * and amperes, and what they say together.
 */
final class ObisRegisters {
    /** What a register counts. */
    enum Kind {
        ENERGY,
        POWER,
        VOLTAGE,
        CURRENT
    }

    private static final int IMPORT = 1;
    private static final int EXPORT = 2;
    private static final int ABSOLUTE = 15;
    private static final int NET = 16;
    private static final int[] PHASES = {20, 40, 60};

    /** By channel, then quantity C, D and tariff E, packed so that the lowest channel is first. */
    private final TreeMap<Integer, BigDecimal> values = new TreeMap<>();

    private @Nullable Instant at;
    private boolean feedsIn;

    /** What the quantity counts, or empty when it is nothing that a reading has. */
    static Optional<Kind> kind(int c, int d) {
        if (d == 8) {
            return c == IMPORT || c == EXPORT ? Optional.of(Kind.ENERGY) : Optional.empty();
        }
        if (d != 7) {
            return Optional.empty();
        }
        return switch (c) {
            case IMPORT, EXPORT, ABSOLUTE, NET, 21, 22, 36, 41, 42, 56, 61, 62, 76 ->
                    Optional.of(Kind.POWER);
            case 12, 32, 52, 72 -> Optional.of(Kind.VOLTAGE);
            case 11, 31, 51, 71 -> Optional.of(Kind.CURRENT);
            default -> Optional.empty();
        };
    }

    /**
     * Keeps a register's value.
     *
     * @return false when the same register already has another value
     */
    boolean put(int channel, int c, int d, int e, BigDecimal value) {
        var before = values.putIfAbsent(key(channel, c, d, e), value);
        return before == null || before.compareTo(value) == 0;
    }

    /** The meter says that more is fed in than drawn: power without a sign is below zero then. */
    void feedsIn() {
        feedsIn = true;
    }

    void at(@Nullable Instant instant) {
        at = instant;
    }

    /** What they say together. */
    MeterReading reading() {
        var draft =
                new ReadingDraft()
                        .energyImport(energy(IMPORT))
                        .energyExport(energy(EXPORT))
                        .power(power())
                        .at(at);
        boolean phases = false;
        for (int phase : PHASES) {
            var volts = value(phase + 12, 7);
            var amperes = value(phase + 11, 7);
            phases |= volts != null || amperes != null;
            draft.voltage(volts).current(amperes);
        }
        if (!phases) {
            draft.voltage(value(12, 7)).current(value(11, 7));
        }
        return draft.reading(Quality.WALL);
    }

    /** The total where the meter has one, else the sum over the tariffs. */
    private @Nullable BigDecimal energy(int c) {
        var total = value(c, 8);
        if (total != null) {
            return total;
        }
        for (int channel : channels()) {
            BigDecimal sum = null;
            for (int tariff = 1; tariff < 64; tariff++) {
                sum = plus(sum, values.get(key(channel, c, 8, tariff)));
            }
            if (sum != null) {
                return sum;
            }
        }
        return null;
    }

    /** Net power: as the meter nets it, else drawn less fed in, else phase by phase. */
    private @Nullable BigDecimal power() {
        var net = value(NET, 7);
        if (net != null) {
            return net;
        }
        var drawn = value(IMPORT, 7);
        var fed = value(EXPORT, 7);
        if (drawn != null) {
            return minus(drawn, fed);
        }
        if (fed != null && fed.signum() > 0) {
            // Who feeds in draws nothing at the same time.
            return fed.negate();
        }
        var absolute = value(ABSOLUTE, 7);
        if (absolute != null) {
            return feedsIn ? absolute.abs().negate() : absolute;
        }
        var tariff = onlyTariff(IMPORT);
        return tariff == null ? phases() : tariff;
    }

    /** Some meters tell power under the tariff that holds and under no other. */
    private @Nullable BigDecimal onlyTariff(int c) {
        var told =
                values.entrySet().stream()
                        .filter(entry -> (entry.getKey() & 0xFFFF00) == (c << 16 | 7 << 8))
                        .toList();
        return told.size() == 1 ? told.getFirst().getValue() : null;
    }

    private @Nullable BigDecimal phases() {
        BigDecimal sum = null;
        for (int phase : PHASES) {
            var own = value(phase + 16, 7);
            if (own == null && value(phase + 1, 7) != null) {
                own = minus(value(phase + 1, 7), value(phase + 2, 7));
            }
            sum = plus(sum, own);
        }
        return sum;
    }

    private @Nullable BigDecimal value(int c, int d) {
        for (int channel : channels()) {
            var value = values.get(key(channel, c, d, 0));
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    private int[] channels() {
        return values.keySet().stream().mapToInt(key -> key >>> 24).distinct().toArray();
    }

    private static int key(int channel, int c, int d, int e) {
        return (channel & 0x7F) << 24 | c << 16 | d << 8 | e;
    }

    private static @Nullable BigDecimal plus(@Nullable BigDecimal a, @Nullable BigDecimal b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return a.add(b);
    }

    private static @Nullable BigDecimal minus(@Nullable BigDecimal a, @Nullable BigDecimal b) {
        return a == null || b == null ? a : a.subtract(b);
    }
}
