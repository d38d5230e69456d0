package hearth.workers.risk.pipeline;

/**
 * This process computes wrongly: most likely its memory is damaged. Nothing that it answers may be
 * signed; it has to begin anew.
 */
public final class DamagedWorkException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    /**
     * @param what was found, as part of a sentence
     */
    public DamagedWorkException(String what) {
        super("The worker found damaged memory (" + what + "), so nothing was answered.");
    }
}
