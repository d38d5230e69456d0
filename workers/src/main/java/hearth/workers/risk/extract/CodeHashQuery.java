package hearth.workers.risk.extract;

import hearth.workers.risk.Account;
import hearth.workers.risk.CodeHash;
import hearth.workers.risk.HexDigits;

import java.util.List;

/**
 * A program for the EVM that hands back the code hashes of many addresses, for one eth_call that
 * creates nothing. The first word stays zero, since a result may not begin with 0xEF (EIP-3541).
 */
final class CodeHashQuery {
    /** How the program hands its memory back. */
    enum Ending {
        /** The "code" of a creation: at most 24,576 bytes (EIP-170). */
        RETURN(0xf3, 700),
        /** Data of a failed creation: only the program's own size limits it (EIP-3860). */
        REVERT(0xfd, 1_800);

        private final int opcode;
        private final int most;

        Ending(int opcode, int most) {
            this.opcode = opcode;
            this.most = most;
        }

        /** Most addresses in one program. */
        int most() {
            return most;
        }
    }

    private static final char[] DIGITS = "0123456789abcdef".toCharArray();

    private CodeHashQuery() {}

    /** Parameters of eth_call. */
    static String parameters(List<Account> addresses, Ending ending) {
        var program = new StringBuilder(64 + 52 * addresses.size()).append("[{\"data\":\"0x");
        for (int i = 0; i < addresses.size(); i++) {
            program.append("73"); // PUSH20
            HexDigits.append(program, addresses.get(i).bytes());
            program.append("3f61"); // EXTCODEHASH PUSH2
            word(program, 32 * (i + 1));
            program.append("52"); // MSTORE
        }
        program.append("61"); // PUSH2
        word(program, 32 * (addresses.size() + 1));
        program.append("6000"); // PUSH1 0
        program.append(DIGITS[ending.opcode >> 4]).append(DIGITS[ending.opcode & 15]);
        return program.append("\"},\"latest\"]").toString();
    }

    private static void word(StringBuilder program, int value) {
        for (int shift = 12; shift >= 0; shift -= 4) {
            program.append(DIGITS[value >> shift & 15]);
        }
    }

    /** Hashes from the memory that came back. */
    static CodeHash[] hashes(byte[] memory, int count) throws RpcFailedException {
        if (memory.length != 32 * (count + 1)) {
            throw new RpcFailedException(
                    RpcFailedException.Kind.REFUSED, "an eth_call that does not run our program");
        }
        var hashes = new CodeHash[count];
        for (int i = 0; i < count; i++) {
            hashes[i] = CodeHash.at(memory, 32 * (i + 1));
        }
        return hashes;
    }
}
