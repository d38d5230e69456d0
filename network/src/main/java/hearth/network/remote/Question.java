package hearth.network.remote;

import hearth.network.work.Submission;
import hearth.network.work.UnitAnswer;
import hearth.network.work.WorkReceipt;

/** What can be asked of a gatekeeper, and how long question and answer may be, in bytes. */
public enum Question {
    /** A node says that the connection's key is its own. */
    HELLO(64 + 65, 0),
    /** Where the gatekeeper stands; {@link Whereabouts}. */
    WHEREABOUTS(0, 128),
    /** The round with a digest. */
    ROUND(32, 64 << 20),
    /** A receipt without its answers. */
    COMMIT(7 * 32 + 65, 16 << 10),
    /** What opens a receipt; how many units a node was assigned decides how long it may be. */
    REVEAL(7 * 32 + 65 + 32 + UnitAnswer.BYTES * WorkReceipt.MAX_COUNT, 16 << 10),
    /** What became of a receipt. */
    OUTCOME(7 * 32, 4 << 20),
    /** A sign of life. */
    HEARTBEAT(Math.min(4 * 32 + 65, Submission.HEARTBEAT_BYTES), 1),
    /** A settled epoch with its leaves file. */
    EPOCH(8, 256 << 20);

    private final int askedBytes;
    private final int answerBytes;

    Question(int askedBytes, int answerBytes) {
        this.askedBytes = askedBytes;
        this.answerBytes = answerBytes;
    }

    /** The longest question, whoever asks. */
    public int askedBytes() {
        return askedBytes;
    }

    /** The longest answer. */
    public int answerBytes() {
        return answerBytes;
    }
}
