package hearth.link;

import org.jspecify.annotations.Nullable;

/** The other end cannot be reached or trusted; the message is one sentence that says what to do. */
public final class LinkFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String sentence;

    private final String code;

    public LinkFailedException(String code, String sentence) {
        super(sentence);
        this.sentence = sentence;
        this.code = code;
    }

    public LinkFailedException(String code, String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
        this.sentence = sentence;
        this.code = code;
    }

    /**
     * Stable, for support: LINK-1 no agent, LINK-2 versions, LINK-3 not trusted, LINK-4 cut off.
     */
    public String code() {
        return code;
    }

    /** What happened and what to do, for the user. */
    public String sentence() {
        return sentence;
    }
}
