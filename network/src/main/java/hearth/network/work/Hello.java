package hearth.network.work;

import hearth.kernel.Hash32;

/**
 * A node's word that a TLS key is its own: said once on each connection to a gatekeeper. Whoever
 * hears it cannot use it, as nobody else can show that key, so it needs no time and no counter.
 *
 * @param pin SHA-256 of the public key (SubjectPublicKeyInfo) that the node shows in TLS
 */
public record Hello(long nodeId, Hash32 pin) implements TypedMessage {
    public Hello {
        if (nodeId < 0) {
            throw new IllegalArgumentException("hello of node " + nodeId);
        }
    }

    @Override
    public String type() {
        return "Hello(uint256 nodeId,bytes32 pin)";
    }

    @Override
    public AbiWords fields() {
        return new AbiWords().uint(nodeId).hash(pin);
    }
}
