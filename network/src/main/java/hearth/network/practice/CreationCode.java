package hearth.network.practice;

import hearth.kernel.Address;
import hearth.kernel.Hex;

import java.util.HexFormat;

/** Creation code that leaves given run-time code behind. */
final class CreationCode {
    private CreationCode() {}

    /** Carries the code with it. */
    static String of(byte[] code) {
        // PUSH2 length DUP1 PUSH1 12 PUSH1 0 CODECOPY PUSH1 0 RETURN, then the code.
        String length = HexFormat.of().toHexDigits((short) code.length);
        return "0x61" + length + "80600c6000396000f3" + Hex.of(code).substring(2);
    }

    /** Copies the code of a contract that is there already. */
    static String copyOf(Address contract) {
        String address = contract.hex().substring(2);
        // PUSH20 a EXTCODESIZE DUP1 PUSH1 0 PUSH1 0 PUSH20 a EXTCODECOPY PUSH1 0 RETURN
        return "0x73" + address + "3b8060006000" + "73" + address + "3c6000f3";
    }
}
