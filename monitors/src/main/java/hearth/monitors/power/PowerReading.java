package hearth.monitors.power;

import hearth.kernel.Reading;
import hearth.kernel.Watts;

import java.util.Optional;

/**
 * Watts of one source.
 *
 * @param source its short name in history, such as rapl.package-0
 * @param name its name for people
 * @param covers what the figure contains
 * @param watts the reading; its quality says how it was obtained
 * @param note what to know about the figure, such as "lower bound"; may be empty
 * @param meter of a figure that a meter of the operator told; empty for what this machine has by
 *     itself
 */
public record PowerReading(
        String source,
        String name,
        Covers covers,
        Reading<Watts> watts,
        String note,
        Optional<FromMeter> meter) {
    /** A figure that this machine has by itself. */
    public PowerReading(
            String source, String name, Covers covers, Reading<Watts> watts, String note) {
        this(source, name, covers, watts, note, Optional.empty());
    }

    /**
     * What a meter adds to its watts.
     *
     * @param imitable whether anyone on the network could have made it up: it may pause work, but
     *     never loosens a limit or enters a signed report
     * @param register of energy drawn by this machine alone, when the meter has one
     */
    public record FromMeter(boolean imitable, Optional<EnergyRegister> register) {}

    /** Whether anyone on the network could have made the figure up. */
    public boolean imitable() {
        return meter.map(FromMeter::imitable).orElse(false);
    }

    /** The same source with other watts, or with why there are none. */
    public PowerReading with(Reading<Watts> other) {
        return new PowerReading(source, name, covers, other, note, meter);
    }

    /** What a figure contains. */
    public enum Covers {
        /** Everything the machine draws, up to what {@link hearth.kernel.Quality} leaves out. */
        MACHINE,
        /** The processor's package: a lower bound for the machine. */
        PROCESSOR,
        /** A part of another figure; never added to it. */
        PART
    }
}
