package hearth.monitors.power.lan;

import hearth.monitors.power.decode.Decoded;
import hearth.monitors.power.decode.MeterReading;
import hearth.monitors.power.decode.MeterType;
import hearth.monitors.power.meter.MeterFailedException;
import hearth.monitors.power.meter.MeterLink;
import hearth.monitors.power.meter.StopSignal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Asks a device again and again. */
final class PolledLink implements MeterLink {
    /** One question and its answer. */
    interface Device {
        /** What it says now; blocks for some seconds at most. */
        List<Decoded> read() throws MeterFailedException;
    }

    private final Device device;
    private final Duration pace;
    private final LongSupplier nanos;

    PolledLink(Device device, Duration pace, LongSupplier nanos) {
        this.device = device;
        this.pace = pace;
        this.nanos = nanos;
    }

    @Override
    public void follow(Consumer<? super Decoded> each, StopSignal stop)
            throws MeterFailedException, InterruptedException {
        while (!stop.stopped()) {
            long begin = nanos.getAsLong();
            var decoded = device.read();
            decoded.forEach(each);
            if (decoded.isEmpty()) {
                throw new MeterFailedException(
                        "The device answers, but measures no power; check kind and channel.");
            }
            if (stop.pause(pace.minusNanos(nanos.getAsLong() - begin))) {
                return;
            }
        }
    }

    /** A whole answer through the decoder of its type. */
    static List<Decoded> decode(MeterType type, byte[] answer) {
        var all = new ArrayList<Decoded>();
        var decoder = type.decoder();
        decoder.feed(answer, 0, answer.length, all::add);
        decoder.end(all::add);
        return all;
    }

    /** The outlets of a strip as one. */
    static List<Decoded> together(List<Decoded> outlets) {
        if (outlets.size() < 2 || outlets.stream().anyMatch(Decoded.Damaged.class::isInstance)) {
            return outlets;
        }
        var sum = new Sum();
        outlets.forEach(outlet -> {
            if (outlet instanceof Decoded.Sound(MeterReading reading)) {
                sum.add(reading);
            }
        });
        return List.of(new Decoded.Sound(sum.reading()));
    }
}
