package hearth.monitors.power.decode;

/** A frame cannot be believed; never leaves this package. */
final class DamagedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String sentence;

    DamagedException(String sentence) {
        super(sentence, null, false, false);
        this.sentence = sentence;
    }

    String sentence() {
        return sentence;
    }
}
