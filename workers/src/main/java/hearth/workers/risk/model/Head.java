package hearth.workers.risk.model;

/** What one forest of the model answers. The order is that of the 17-byte result. */
public enum Head {
    /** Malicious in any known way. */
    OVERALL(0, "overall"),
    /** Pays earlier investors with the money of later ones. */
    PONZI(1, "ponzi"),
    /** Looks as if money could be taken out, and keeps it. */
    HONEYPOT(2, "honeypot"),
    /** A token whose owner can mint, freeze or take what others hold. */
    RUGPULL(3, "rugpull");

    private final int number;
    private final String key;

    Head(int number, String key) {
        this.number = number;
        this.key = key;
    }

    /** Its place in a result and in the codes of reasons. */
    public int number() {
        return number;
    }

    static Head numbered(int number) {
        return switch (number) {
            case 0 -> OVERALL;
            case 1 -> PONZI;
            case 2 -> HONEYPOT;
            case 3 -> RUGPULL;
            default -> throw new IllegalArgumentException("head " + number);
        };
    }

    /** The name used in files and on the command line. */
    public String key() {
        return key;
    }
}
