package hearth.monitors.power.meter;

/** A meter cannot be read now; the sentence says why and what to do. */
public final class MeterFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    public MeterFailedException(String sentence) {
        super(sentence);
    }

    public MeterFailedException(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    /** One sentence for people. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
