package hearth.workers.risk;

import hearth.kernel.Hash32;
import hearth.kernel.Hex;
import hearth.workers.risk.model.Assessment;
import hearth.workers.risk.model.Explanation;
import hearth.workers.risk.model.Head;
import hearth.workers.risk.model.RiskModel;
import hearth.workers.risk.model.RiskScorer;
import hearth.workers.risk.model.Verdict;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The model that belongs to this version of the product, as the pipeline uses it. */
public final class TrainedModel implements ScoringModel {
    private static final Head[] KINDS = {Head.PONZI, Head.HONEYPOT, Head.RUGPULL};

    private final RiskModel model;
    private final Hash32 digest;
    private final List<Known> known;

    private TrainedModel(RiskModel model) {
        this.model = model;
        this.digest = Hash32.of(model.digest());
        this.known = readKnown();
    }

    /** Reads the model from the build; throws when the build is damaged. */
    public static TrainedModel load() {
        return new TrainedModel(RiskModel.load());
    }

    @Override
    public Hash32 digest() {
        return digest;
    }

    @Override
    public String version() {
        return model.version();
    }

    @Override
    public Explanation explain(byte[] code) {
        return model.newScorer().explain(code);
    }

    @Override
    public int findingFrom(Head head) {
        return model.findingFrom(head);
    }

    @Override
    public boolean intact() {
        return model.intact();
    }

    @Override
    public List<Known> knownAnswers() {
        return known;
    }

    /** Lines {@code code result trace}; each under the seed that is keccak256 of its code. */
    private static List<Known> readKnown() {
        try (var in = TrainedModel.class.getResourceAsStream("model/known-answers.txt")) {
            if (in == null) {
                throw new IllegalStateException("the known answers are not in the build");
            }
            var known = new ArrayList<Known>();
            for (var line :
                    new String(in.readAllBytes(), StandardCharsets.US_ASCII).split("\n", -1)) {
                if (line.isEmpty()) {
                    continue;
                }
                var parts = line.split(" ", 3);
                byte[] code = Hex.parse(parts[0]);
                known.add(
                        new Known(
                                code,
                                new Keccak().of(code).hash32(),
                                new Answer(parts[1], new Hash32(parts[2]))));
            }
            return List.copyOf(known);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Scorer newScorer() {
        return new ForestScorer(model.newScorer());
    }

    private final class ForestScorer implements Scorer {
        private final RiskScorer scorer;

        ForestScorer(RiskScorer scorer) {
            this.scorer = scorer;
        }

        @Override
        public Score score(byte[] code) {
            var assessment = scorer.assess(code);
            return new Score(
                    assessment.overall(),
                    assessment.ponzi(),
                    assessment.honeypot(),
                    assessment.rugpull(),
                    finding(assessment),
                    assessment.reasons(),
                    assessment.family());
        }

        @Override
        public Answer answer(byte[] code, Hash32 seed) {
            var assessment = scorer.assess(code);
            return new Answer(Hex.of(assessment.result()), Hash32.of(scorer.trace(seed.bytes())));
        }
    }

    /** The worst kind that its own threshold calls a finding. */
    private Finding finding(Assessment assessment) {
        var finding = Finding.NONE;
        int worst = -1;
        for (var kind : KINDS) {
            int score = assessment.score(kind);
            switch (model.verdict(kind, score)) {
                case FINDING -> {
                    if (score > worst) {
                        worst = score;
                        finding = alarm(kind);
                    }
                }
                case UNSURE -> finding = finding == Finding.NONE ? Finding.UNSURE : finding;
                case NONE -> {}
            }
        }
        return finding == Finding.NONE
                        && model.verdict(Head.OVERALL, assessment.overall()) != Verdict.NONE
                ? Finding.UNSURE
                : finding;
    }

    private static Finding alarm(Head kind) {
        return switch (kind) {
            case PONZI -> Finding.PONZI;
            case HONEYPOT -> Finding.HONEYPOT;
            case RUGPULL -> Finding.RUGPULL;
            case OVERALL -> Finding.UNSURE;
        };
    }
}
