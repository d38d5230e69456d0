package hearth.workers.risk;

/** Code hashes. One per thread; keeps its state between calls to make no garbage. */
public final class Keccak {
    private final hearth.workers.risk.model.Keccak hash = new hearth.workers.risk.model.Keccak();

    /** Hash of a contract's code. */
    public CodeHash of(byte[] code) {
        return CodeHash.at(hash.hash(code, 0, code.length), 0);
    }
}
