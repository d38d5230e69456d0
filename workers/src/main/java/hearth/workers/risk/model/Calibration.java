package hearth.workers.risk.model;

import java.nio.ByteBuffer;

/**
 * Turns a sum of log odds into basis points, and basis points into a verdict.
 *
 * @param slope what the sum is multiplied with, times 2^20; positive, so the order stays
 * @param shift what is added, in log odds times 2^20
 * @param finding from here on a finding, in basis points
 * @param none below this nothing, in basis points
 */
public record Calibration(int slope, int shift, int finding, int none) {
    static final int BYTES = 12;
    private static final int SCALE_BITS = 20;

    public Calibration {
        if (slope <= 0 || finding > 10_000 || none < 0 || none > finding) {
            throw new IllegalArgumentException(
                    "calibration: " + slope + " " + shift + " " + finding + " " + none);
        }
    }

    /** Basis points of a sum. */
    public int score(long sum) {
        return Sigmoid.basisPoints(((sum * slope) >> SCALE_BITS) + shift);
    }

    Verdict verdict(int score) {
        if (score >= finding) {
            return Verdict.FINDING;
        }
        return score < none ? Verdict.NONE : Verdict.UNSURE;
    }

    void write(ByteBuffer to) {
        to.putInt(slope).putInt(shift).putShort((short) finding).putShort((short) none);
    }

    static Calibration read(ByteBuffer from) {
        return new Calibration(
                from.getInt(), from.getInt(), from.getShort() & 0xffff, from.getShort() & 0xffff);
    }
}
