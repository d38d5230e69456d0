package hearth.monitors.energy;

/** A tariff or price that cannot be used; the sentence says what to do. */
public final class TariffException extends Exception {
    private static final long serialVersionUID = 1L;

    public TariffException(String sentence) {
        super(sentence);
    }

    public TariffException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
