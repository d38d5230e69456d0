package hearth.monitors.power.model;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Classes of machines with idle and full watts at the wall that somebody measured and published on
 * one or a few of them. Yours is another one, so the error is large; a meter borrowed for ten
 * minutes makes a much better model.
 */
public enum MachineClass {
    /** Idle and high load by the wattmeter: chipwired.com/raspberry-pi-power-use, 36 readings. */
    PI4("pi4", "Raspberry Pi 4", 3.0, 6.3, "chipwired.com"),

    /** The one with 4 GB, idle and under a CPU stress test: jeffgeerling.com, 30 August 2024. */
    PI5("pi5", "Raspberry Pi 5", 3.3, 9.8, "Jeff Geerling, 2024"),

    /**
     * The middle of six without a graphics card, 8.4 to 13.2 W idle and 20 to 35 W with all threads
     * busy: tomshardware.com/reviews/mini-pc-round-up,3697-13.html.
     */
    MINI("mini", "mini PC", 11, 28, "Tom's Hardware, six of them"),

    /**
     * The middle of three with a screen, 14, 15 and 21 W idle and 81, 26 and 45 W busy:
     * techspot.com/review/433-msi-xslim-x460,
     * blog.codinghorror.com/how-much-power-does-my-laptop-really-use, and J. Guin's blog at MSDN of
     * 19 June 2008.
     */
    LAPTOP("laptop", "laptop", 15, 45, "three published laptops"),

    /**
     * Ryzen 7 PRO 4750G with an idle graphics card, idle and with all threads busy:
     * twobiers.github.io/posts/static-power-draw.
     */
    DESKTOP("desktop", "desktop without graphics load", 33, 100, "twobiers.github.io"),

    /**
     * HP ProLiant ML110 G5, active idle and 100 %: SPECpower_ssj2008 result 20110124-00339. The
     * steps between are off a straight line by 3 W at most.
     */
    SERVER("server", "one-socket server", 93.7, 135, "SPECpower 2011-00339");

    /**
     * About how far machines of one class are apart, by the ranges above: mini PCs by 27 % either
     * way, laptops by more.
     */
    private static final double SPREAD = 0.4;

    private final String word;
    private final String label;
    private final double idle;
    private final double full;
    private final String published;

    MachineClass(String word, String label, double idle, double full, String published) {
        this.word = word;
        this.label = label;
        this.idle = idle;
        this.full = full;
        this.published = published;
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
                label + " as measured by " + published + " (docs/power.md)",
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
