package hearth.monitors.power;

import hearth.kernel.Reading;
import hearth.kernel.Watts;

/**
 * Watts of one source.
 *
 * @param source its short name in history, such as rapl.package-0
 * @param name its name for people
 * @param covers what the figure contains
 * @param watts the reading; its quality says how it was obtained
 * @param note what to know about the figure, such as "lower bound"; may be empty
 * @param imitable whether anyone on the network could have made it up: it may pause work, but never
 *     loosens a limit or enters a signed report
 */
public record PowerReading(
        String source,
        String name,
        Covers covers,
        Reading<Watts> watts,
        String note,
        boolean imitable) {
    /** A figure that nobody outside this machine can have made up. */
    public PowerReading(
            String source, String name, Covers covers, Reading<Watts> watts, String note) {
        this(source, name, covers, watts, note, false);
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
