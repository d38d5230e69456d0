package hearth.network.chain;

import hearth.network.chain.proof.BadProofException;

import tools.jackson.databind.JsonNode;

/** Numbers as JSON-RPC writes them. */
final class Quantities {
    private Quantities() {}

    static String of(long number) {
        return "0x" + Long.toHexString(number);
    }

    /** A number below 2^62. */
    static long exact(JsonNode node) throws BadProofException {
        String text = node.isString() ? node.stringValue() : "";
        if (!text.matches("0x[0-9a-fA-F]{1,15}")) {
            throw new BadProofException("a number is malformed");
        }
        return Long.parseLong(text.substring(2), 16);
    }
}
