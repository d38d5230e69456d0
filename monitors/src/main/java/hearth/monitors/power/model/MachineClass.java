package hearth.monitors.power.model;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Classes of machines with typical idle and full watts at the wall. They are typical figures, so
 * their error is large; a meter borrowed for ten minutes makes a much better model.
 */
public enum MachineClass {
    PI4("pi4", "Raspberry Pi 4", 2.7, 6.4),
    PI5("pi5", "Raspberry Pi 5", 3.0, 8.8),
    MINI("mini", "mini PC", 7, 30),
    LAPTOP("laptop", "laptop", 9, 45),
    DESKTOP("desktop", "desktop without graphics load", 45, 130),
    SERVER("server", "one-socket server", 90, 250);

    /** Between machines of one class the figures differ by about this much. */
    private static final double SPREAD = 0.4;

    private final String word;
    private final String label;
    private final double idle;
    private final double full;

    MachineClass(String word, String label, double idle, double full) {
        this.word = word;
        this.label = label;
        this.idle = idle;
        this.full = full;
    }

    /** Its word on the command line. */
    public String word() {
        return word;
    }

    /** Its name for people. */
    public String label() {
        return label;
    }

    /** Watts at half load. */
    public double halfLoad() {
        return (idle + full) / 2;
    }

    /** The class's model. */
    public PowerModel model(Instant at) {
        return new PowerModel(
                idle,
                full,
                SPREAD * full,
                "Hearth's table of typical machines (docs/power.md): " + label,
                false,
                at);
    }

    /** The class by its word. */
    public static Optional<MachineClass> of(String word) {
        var plain = word.toLowerCase(Locale.ROOT);
        for (var one : values()) {
            if (one.word.equals(plain)) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }
}
