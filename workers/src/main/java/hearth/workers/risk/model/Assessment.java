package hearth.workers.risk.model;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * The scores of one code, in basis points (0 to 10,000).
 *
 * @param overall malicious in any known way
 * @param ponzi pays earlier investors with later money
 * @param honeypot keeps what it seems to give
 * @param rugpull its owner can mint, freeze or take
 * @param reasons codes of at most four {@link Reason}s that raised the overall score, heaviest
 *     first, then by code
 * @param family equal for codes that differ only in constants; see {@link CodeFamily}
 */
public record Assessment(
        int overall, int ponzi, int honeypot, int rugpull, List<Integer> reasons, long family) {
    /** Reasons that fit in a result. */
    public static final int MAX_REASONS = 4;

    /** Bytes of {@link #result()}. */
    public static final int RESULT_BYTES = 17;

    private static final byte RESULT_VERSION = 1;

    public Assessment {
        check(overall);
        check(ponzi);
        check(honeypot);
        check(rugpull);
        reasons = List.copyOf(reasons);
        if (reasons.size() > MAX_REASONS) {
            throw new IllegalArgumentException("reasons: " + reasons.size());
        }
    }

    /** The score of one head, in basis points. */
    public int score(Head head) {
        return switch (head) {
            case OVERALL -> overall;
            case PONZI -> ponzi;
            case HONEYPOT -> honeypot;
            case RUGPULL -> rugpull;
        };
    }

    /** The bytes that a receipt commits to; absent reasons are 0. */
    public byte[] result() {
        var bytes = ByteBuffer.allocate(RESULT_BYTES).put(RESULT_VERSION);
        for (var head : Head.values()) {
            bytes.putShort((short) score(head));
        }
        for (int i = 0; i < MAX_REASONS; i++) {
            bytes.putShort(i < reasons.size() ? reasons.get(i).shortValue() : 0);
        }
        return bytes.array();
    }

    private static void check(int score) {
        if (score < 0 || score > 10_000) {
            throw new IllegalArgumentException("basis points: " + score);
        }
    }
}
