package hearth.network.work;

import hearth.kernel.Hash32;

/**
 * A node's word that its machine was measured so.
 *
 * @param report SHA-256 of the report's text
 * @param at when it was measured, milliseconds since 1970
 */
public record BenchmarkSeal(Hash32 report, long at) implements TypedMessage {
    public BenchmarkSeal {
        if (at < 0) {
            throw new IllegalArgumentException("at: " + at);
        }
    }

    @Override
    public String type() {
        return "BenchmarkReport(bytes32 report,uint64 at)";
    }

    @Override
    public AbiWords fields() {
        return new AbiWords().hash(report).uint(at);
    }
}
