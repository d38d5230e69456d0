package hearth.network.chain.proof;

import hearth.kernel.Hex;

import org.web3j.rlp.RlpString;

import tools.jackson.databind.JsonNode;

import java.math.BigInteger;

/** Hexadecimal fields of a JSON-RPC object, read strictly. */
final class Fields {
    private final JsonNode node;

    Fields(JsonNode node) throws BadProofException {
        if (!node.isObject()) {
            throw new BadProofException("not an object");
        }
        this.node = node;
    }

    boolean has(String name) {
        return node.hasNonNull(name);
    }

    /** Bytes of any length. */
    byte[] bytes(String name) throws BadProofException {
        return bytes(name, node.path(name));
    }

    static byte[] bytes(String name, JsonNode value) throws BadProofException {
        String text = value.isString() ? value.stringValue() : "";
        if (!text.startsWith("0x") || text.length() % 2 != 0) {
            throw new BadProofException(name + " is no data");
        }
        try {
            return Hex.parse(text);
        } catch (IllegalArgumentException e) {
            throw new BadProofException(name + " is no data", e);
        }
    }

    /** Bytes of a length. */
    byte[] bytes(String name, int length) throws BadProofException {
        byte[] bytes = bytes(name);
        if (bytes.length != length) {
            throw new BadProofException(name + " has " + bytes.length + " bytes");
        }
        return bytes;
    }

    /** A quantity of at most 256 bits. */
    BigInteger number(String name) throws BadProofException {
        JsonNode value = node.path(name);
        String text = value.isString() ? value.stringValue() : "";
        if (!text.matches("0x[0-9a-fA-F]{1,64}")) {
            throw new BadProofException(name + " is no number");
        }
        return new BigInteger(text.substring(2), 16);
    }

    /** A quantity that fits 62 bits. */
    long exact(String name) throws BadProofException {
        BigInteger value = number(name);
        if (value.bitLength() > 62) {
            throw new BadProofException(name + " is out of range");
        }
        return value.longValue();
    }

    JsonNode list(String name) throws BadProofException {
        JsonNode value = node.path(name);
        if (!value.isArray()) {
            throw new BadProofException(name + " is no list");
        }
        return value;
    }

    RlpString data(String name) throws BadProofException {
        return RlpString.create(bytes(name));
    }

    RlpString data(String name, int length) throws BadProofException {
        return RlpString.create(bytes(name, length));
    }

    RlpString quantity(String name) throws BadProofException {
        return RlpString.create(number(name));
    }
}
