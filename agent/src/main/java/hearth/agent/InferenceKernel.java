package hearth.agent;

import hearth.monitors.bench.BenchKernel;
import hearth.network.practice.SampleCodes;
import hearth.workers.risk.model.RiskModel;

import java.util.List;

/** Scoring of real contracts, as a benchmark. */
final class InferenceKernel implements BenchKernel {
    private static final int A_STEP = 4;

    private final RiskModel model;
    private final List<byte[]> codes;

    InferenceKernel(RiskModel model, List<byte[]> codes) {
        this.model = model;
        this.codes = codes;
    }

    /** Loads the model and some hundred real codes; dear, so only when measuring. */
    static InferenceKernel load() {
        return new InferenceKernel(RiskModel.load(), SampleCodes.first(200));
    }

    @Override
    public String id() {
        return "contract-risk.infer";
    }

    @Override
    public String unit() {
        return "contracts/s";
    }

    @Override
    public Worker worker() {
        var scorer = model.newScorer();
        var next = new int[1];
        return () -> {
            for (int i = 0; i < A_STEP; i++) {
                scorer.assess(codes.get(next[0]));
                next[0] = (next[0] + 1) % codes.size();
            }
            return A_STEP;
        };
    }
}
