package hearth.workers.risk;

import java.util.Locale;

/** What a contract's scores amount to. */
public enum Finding {
    NONE(0),
    /** Between the thresholds: neither clean nor a finding. */
    UNSURE(1),
    PONZI(2),
    HONEYPOT(3),
    RUGPULL(4);

    private final int code;

    Finding(int code) {
        this.code = code;
    }

    /** Its number in the graph's files; never changed. */
    public int code() {
        return code;
    }

    /** The finding of a number; throws {@link IllegalArgumentException} for an unknown one. */
    public static Finding of(int code) {
        for (var finding : values()) {
            if (finding.code == code) {
                return finding;
            }
        }
        throw new IllegalArgumentException("finding: " + code);
    }

    /** As the link and the command line write it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it is an alarm. */
    public boolean alarms() {
        return this == PONZI || this == HONEYPOT || this == RUGPULL;
    }
}
