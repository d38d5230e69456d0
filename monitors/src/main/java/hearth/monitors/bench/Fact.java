package hearth.monitors.bench;

import java.util.Locale;

/** What a network may ask of a machine. */
public enum Fact {
    AMD64("amd64", "x86-64 processor", Kind.YES),
    BARE_METAL("bare.metal", "bare metal", Kind.VIRTUAL),
    CORES("cores", "cores", Kind.WHOLE),
    THREADS("threads", "threads", Kind.WHOLE),
    CLOCK("clock", "clock", Kind.CLOCK),
    MEMORY("memory", "memory", Kind.BYTES),
    DISK_TOTAL("disk.total", "drive", Kind.BYTES),
    DISK_FREE("disk.free", "free space", Kind.BYTES),
    DISK_WRITE("disk.write", "writing", Kind.BYTES_A_SECOND),
    NET_DOWN("net.down", "download", Kind.BITS),
    NET_UP("net.up", "upload", Kind.BITS),
    IPV4("ipv4", "IPv4 address", Kind.YES),
    IPV6("ipv6", "IPv6 address", Kind.YES),
    KVM("kvm", "KVM", Kind.YES),
    EPS4("eps4", "EPS", Kind.WHOLE),
    EPS8("eps8", "EPS", Kind.WHOLE),
    EPS16("eps16", "EPS", Kind.WHOLE);

    /** How a value is written. */
    private enum Kind {
        YES,
        VIRTUAL,
        WHOLE,
        CLOCK,
        BYTES,
        BYTES_A_SECOND,
        BITS
    }

    private final String word;
    private final String title;
    private final Kind kind;

    Fact(String word, String title, Kind kind) {
        this.word = word;
        this.title = title;
        this.kind = kind;
    }

    /** Its name in the file of rules; throws {@link IllegalArgumentException} when unknown. */
    static Fact of(String word) {
        for (var fact : values()) {
            if (fact.word.equals(word)) {
                return fact;
            }
        }
        throw new IllegalArgumentException("no such fact: " + word);
    }

    /** For people. */
    public String title() {
        return title;
    }

    /** A value with its unit. */
    public String write(double value) {
        return switch (kind) {
            case YES -> value > 0 ? "yes" : "no";
            case VIRTUAL -> value > 0 ? "yes" : "no, a virtual machine";
            case WHOLE -> String.format(Locale.ROOT, "%.0f", value);
            case CLOCK -> String.format(Locale.ROOT, "%.1f GHz", value / 1e9);
            case BYTES -> bytes(value);
            case BYTES_A_SECOND -> bytes(value) + "/s";
            case BITS -> bits(value);
        };
    }

    private static String bytes(double value) {
        return value >= 1e12
                ? trimmed(value / 1e12, "TB")
                : value >= 1e9 ? trimmed(value / 1e9, "GB") : trimmed(value / 1e6, "MB");
    }

    private static String bits(double value) {
        return value >= 1e9 ? trimmed(value / 1e9, "Gbit/s") : trimmed(value / 1e6, "Mbit/s");
    }

    private static String trimmed(double value, String unit) {
        boolean exact = value >= 100 || value == Math.rint(value);
        return String.format(Locale.ROOT, exact ? "%.0f %s" : "%.2f %s", value, unit);
    }
}
