package hearth.agent;

import hearth.monitors.bench.BenchKernel;
import hearth.workers.risk.model.Keccak;

/** keccak-256 over blocks that fit into the first cache: bytes per second. */
final class KeccakKernel implements BenchKernel {
    @Override
    public String id() {
        return "cpu.keccak256";
    }

    @Override
    public String unit() {
        return "B/s";
    }

    @Override
    public boolean alsoAlone() {
        return true;
    }

    @Override
    public Worker worker() {
        var keccak = new Keccak();
        var block = new byte[64 << 10];
        return () -> {
            // The result goes into the next block: nothing can be left out.
            block[0] ^= keccak.hash(block, 0, block.length)[0];
            return block.length;
        };
    }
}
