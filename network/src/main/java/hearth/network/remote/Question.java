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
    ROUND(32, 16 << 20),
    /** A receipt without its answers. */
    COMMIT(7 * 32 + 65, 16 << 10),
    /** What opens a receipt; how many units a node was assigned decides how long it may be. */
    REVEAL(7 * 32 + 65 + 32 + UnitAnswer.BYTES * WorkReceipt.MAX_COUNT, 16 << 10),
    /** What became of a receipt. */
    OUTCOME(7 * 32, 4 << 20),
    /** A sign of life. */
    HEARTBEAT(Math.min(4 * 32 + 65, Submission.HEARTBEAT_BYTES), 1),
    /** A settled epoch with its leaves file. */
    EPOCH(8, 64 << 20),

    // of gatekeepers alone
    /** Asks for consent to a round. */
    CONSENT(16 << 20, 65),
    /** Tells of a round to which enough consented. */
    LISTED(16 << 20, 0),
    /** Tells of wrong work. */
    ACCUSE(1 << 20, 0),
    /** What a gatekeeper has of an epoch. */
    RECORDS(8, 48 << 20),
    /** Asks to settle records and to sign the root. */
    SIGN(48 << 20, 65),
    /** The records behind a root. */
    BEHIND(8 + 32, 48 << 20);

    private final int askedBytes;
    private final int answerBytes;

    Question(int askedBytes, int answerBytes) {
        this.askedBytes = askedBytes;
        this.answerBytes = answerBytes;
    }

    /** Whether only the network's gatekeepers may ask it. */
    public boolean betweenGatekeepers() {
        return switch (this) {
            case HELLO, WHEREABOUTS, ROUND, COMMIT, REVEAL, OUTCOME, HEARTBEAT, EPOCH -> false;
            case CONSENT, LISTED, ACCUSE, RECORDS, SIGN, BEHIND -> true;
        };
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
