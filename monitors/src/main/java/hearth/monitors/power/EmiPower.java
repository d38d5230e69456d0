package hearth.monitors.power;

import hearth.kernel.Reading;
import hearth.kernel.Watts;
import hearth.monitors.power.PowerReading.Covers;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * The energy counters that Windows has from processor and firmware (Energy Metering Interface).
 * Channels contain one another, so none is added to another; the processor's package counts as the
 * processor, all else as a part.
 */
final class EmiPower implements PowerSource {
    private static final int GET_VERSION = 0x224000;
    private static final int GET_METADATA_SIZE = 0x224004;
    private static final int GET_METADATA = 0x224008;
    private static final int GET_MEASUREMENT = 0x22400C;
    private static final int LARGEST_METADATA = 64 * 1024;
    private static final double IMPLAUSIBLE_WATTS = 5000;

    /** Watts of a picowatt-hour in 100 ns: 3600 × 1e-12 / 1e-7. */
    private static final double WATTS = 0.036;

    /** A device that answers control requests. */
    interface Device extends AutoCloseable {
        /**
         * Asks it.
         *
         * @param most bytes of the answer
         */
        byte[] ask(int code, int most) throws IOException;

        @Override
        void close();
    }

    private final Supplier<? extends List<? extends Device>> devices;
    private final InstantSource time;
    private @Nullable List<Meter> meters;

    /**
     * @param devices opens those that are there; asked once
     */
    EmiPower(Supplier<? extends List<? extends Device>> devices, InstantSource time) {
        this.devices = devices;
        this.time = time;
    }

    /** A device with its channels and what they counted last. */
    private static final class Meter {
        final Device device;
        final List<String> channels;
        List<EmiBytes.Counter> before = List.of();

        Meter(Device device, List<String> channels) {
            this.device = device;
            this.channels = channels;
        }
    }

    private List<Meter> open() {
        var found = new ArrayList<Meter>();
        for (var device : devices.get()) {
            try {
                int version = EmiBytes.version(device.ask(GET_VERSION, Short.BYTES));
                int size = EmiBytes.size(device.ask(GET_METADATA_SIZE, Integer.BYTES));
                var channels =
                        EmiBytes.channels(
                                version,
                                device.ask(GET_METADATA, Math.clamp(size, 0, LARGEST_METADATA)));
                channels.ifPresentOrElse(
                        names -> found.add(new Meter(device, names)), device::close);
            } catch (IOException e) {
                // One that does not say what it measures is none.
                device.close();
            }
        }
        return found;
    }

    @Override
    public List<PowerReading> read() {
        var known = meters;
        if (known == null) {
            // A bug in the calls is told once, not each second.
            meters = List.of();
            known = open();
            meters = known;
        }
        var readings = new ArrayList<PowerReading>();
        for (var meter : known) {
            read(meter, readings);
        }
        return readings;
    }

    private void read(Meter meter, List<PowerReading> readings) {
        var now = time.instant();
        int count = meter.channels.size();
        List<EmiBytes.Counter> counters;
        try {
            counters =
                    EmiBytes.counters(
                                    count,
                                    meter.device.ask(GET_MEASUREMENT, count * 2 * Long.BYTES))
                            .orElse(List.of());
        } catch (IOException e) {
            counters = List.of();
        }
        for (int i = 0; i < count; i++) {
            Reading<Watts> watts;
            if (counters.isEmpty()) {
                watts = Reading.missing(now, "the energy counter cannot be read");
            } else if (meter.before.isEmpty()) {
                watts = Reading.missing(now, "first reading, watts follow with the next");
            } else {
                double value = watts(meter.before.get(i), counters.get(i));
                watts =
                        value >= 0 && value <= IMPLAUSIBLE_WATTS
                                ? Reading.counted(new Watts(value), now)
                                : Reading.missing(now, "the energy counter was reset");
            }
            readings.add(reading(meter.channels.get(i), watts));
        }
        meter.before = counters;
    }

    /** Not a number where no time has passed. */
    private static double watts(EmiBytes.Counter before, EmiBytes.Counter now) {
        long passed = now.time() - before.time();
        return passed > 0 ? (now.energy() - before.energy()) * WATTS / passed : Double.NaN;
    }

    private static PowerReading reading(String channel, Reading<Watts> watts) {
        boolean whole = channel.endsWith("_PKG") || channel.equals("Current Socket Power");
        return new PowerReading(
                "emi." + channel.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-"),
                whole ? "CPU package" : channel,
                whole ? Covers.PROCESSOR : Covers.PART,
                watts,
                whole ? "lower bound: the processor alone" : "");
    }

    @Override
    public Duration pace() {
        return Duration.ofSeconds(1);
    }

    @Override
    public void close() {
        if (meters != null) {
            meters.forEach(meter -> meter.device.close());
        }
    }
}
