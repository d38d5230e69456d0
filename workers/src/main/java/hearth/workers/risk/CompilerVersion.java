package hearth.workers.risk;

/** The compiler that a contract's metadata names. */
public final class CompilerVersion {
    private static final byte[] MARK = {0x64, 's', 'o', 'l', 'c', 0x43};

    private CompilerVersion() {}

    /** Such as "solc 0.8.24"; empty when the code does not say, as before 0.5.9. */
    public static String of(byte[] code) {
        // The metadata stand at the end: CBOR with the key "solc" and three version bytes.
        for (int at = code.length - MARK.length - 3; at >= 0; at--) {
            int i = 0;
            while (i < MARK.length && code[at + i] == MARK[i]) {
                i++;
            }
            if (i == MARK.length) {
                return "solc "
                        + (code[at + i] & 255)
                        + "."
                        + (code[at + i + 1] & 255)
                        + "."
                        + (code[at + i + 2] & 255);
            }
        }
        return "";
    }
}
