package hearth.workers.risk.model;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Scores codes with one model. Not safe for several threads: it keeps its buffers; make one a
 * thread. Uses integers only, so that every machine gives the same bytes.
 */
public final class RiskScorer {
    private static final Head[] KINDS = {Head.PONZI, Head.HONEYPOT, Head.RUGPULL};
    private static final int MAX_THEME = 72;
    private static final int MISSING = Theme.ORDINARY_PARTS_MISSING.number();

    private final RiskModel model;
    private final RiskFeatures extractor;
    private final Keccak keccak = new Keccak();
    private final long[] effects;
    private final long[] themeWeights = new long[Forest.PARTS * MAX_THEME];
    private final int[] each;
    private final int[][] leaves = new int[Head.values().length][];
    private final int[] themes;
    private final int[] themeNumbers;
    private int[] features;

    RiskScorer(RiskModel model) {
        this.model = model;
        extractor = new RiskFeatures(model.tables());
        int count = RiskFeatures.count(model.tables());
        effects = new long[Forest.PARTS * count];
        features = new int[count];
        themes = new int[count];
        each = IntStream.range(0, count).toArray();
        themeNumbers = model.themes().numbers();
        for (var head : Head.values()) {
            leaves[head.number()] = new int[model.forest(head).trees()];
        }
    }

    /** Scores a whole array. */
    public Assessment assess(byte[] code) {
        return assess(code, 0, code.length);
    }

    /** Scores a part of an array; never throws for odd, empty or damaged code. */
    public Assessment assess(byte[] code, int offset, int length) {
        features = extractor.extract(code, offset, length);
        long own = sum(Head.OVERALL);
        long ponzi = sum(Head.PONZI);
        long honeypot = sum(Head.HONEYPOT);
        long rugpull = sum(Head.RUGPULL);
        long worst = Math.max(ponzi, Math.max(honeypot, rugpull));
        Head kind = worst == ponzi ? Head.PONZI : worst == honeypot ? Head.HONEYPOT : Head.RUGPULL;
        return new Assessment(
                model.calibration(Head.OVERALL).score(own + worst),
                model.calibration(Head.PONZI).score(ponzi),
                model.calibration(Head.HONEYPOT).score(honeypot),
                model.calibration(Head.RUGPULL).score(rugpull),
                reasons(kind),
                extractor.family());
    }

    private long sum(Head head) {
        return model.forest(head).score(features, leaves[head.number()]);
    }

    /** Fills what each group of features changed in several heads, and leaves it in front. */
    private void effects(Set<Head> heads, int[] groups, long[] to) {
        Arrays.fill(to, 0);
        for (var head : heads) {
            model.forest(head).addEffects(leaves[head.number()], groups, to);
        }
        int part = to.length / Forest.PARTS;
        for (int from = part; from < to.length; from += part) {
            for (int i = 0; i < part; i++) {
                to[i] += to[from + i];
            }
        }
    }

    /**
     * Proof that the features were calculated: keccak256 of a seed and the features of the code
     * assessed last, each as four bytes, high byte first.
     */
    public byte[] trace(byte[] seed) {
        var bytes = ByteBuffer.allocate(seed.length + Integer.BYTES * features.length).put(seed);
        for (int feature : features) {
            bytes.putInt(feature);
        }
        return keccak.hash(bytes.array(), 0, bytes.capacity());
    }

    /** The features of the code assessed last, copied. */
    public int[] features() {
        return features.clone();
    }

    /** Scores a code and tells for each head what moved the score. */
    public Explanation explain(byte[] code) {
        var assessment = assess(code);
        var heads = new ArrayList<HeadExplanation>();
        for (var head : Head.values()) {
            heads.add(explain(head, code, assessment));
        }
        return new Explanation(assessment, heads);
    }

    private HeadExplanation explain(Head head, byte[] code, Assessment assessment) {
        var heads = EnumSet.of(head);
        Head worded = head;
        if (head == Head.OVERALL) {
            worded = worstKind();
            heads.add(worded);
        }
        effects(heads, each, effects);
        long average = 0;
        long sum = 0;
        for (var asked : heads) {
            average += model.forest(asked).average();
            sum += sum(asked);
        }
        var calibration = model.calibration(head);
        var found = new ArrayList<Effect>();
        for (var theme : Theme.values()) {
            long weight = 0;
            int strongest = -1;
            for (int i = 0; i < each.length; i++) {
                if (effects[i] != 0 && theme(i) == theme) {
                    weight += effects[i];
                    if (strongest < 0 || Math.abs(effects[i]) > Math.abs(effects[strongest])) {
                        strongest = i;
                    }
                }
            }
            if (strongest >= 0) {
                int points = calibration.score(sum) - calibration.score(sum - weight);
                found.add(
                        new Effect(
                                Reason.of(theme, worded), weight, points, place(strongest, code)));
            }
        }
        found.sort((a, b) -> {
            int byWeight = Long.compare(Math.abs(b.weight()), Math.abs(a.weight()));
            return byWeight != 0 ? byWeight : Integer.compare(a.reason().code(), b.reason().code());
        });
        return new HeadExplanation(
                head,
                assessment.score(head),
                model.verdict(head, assessment.score(head)),
                calibration.score(average),
                found);
    }

    private int place(int feature, byte[] code) {
        return features[feature] <= 0 ? -1 : extractor.offset(feature, code, 0, code.length);
    }

    private Head worstKind() {
        Head worst = Head.PONZI;
        for (var kind : KINDS) {
            if (sum(kind) > sum(worst)) {
                worst = kind;
            }
        }
        return worst;
    }

    private Theme theme(int feature) {
        return features[feature] <= 0 ? Theme.ORDINARY_PARTS_MISSING : model.themes().of(feature);
    }

    private List<Integer> reasons(Head kind) {
        for (int i = 0; i < themes.length; i++) {
            themes[i] = features[i] <= 0 ? MISSING : themeNumbers[i];
        }
        long[] weights = themeWeights;
        effects(EnumSet.of(Head.OVERALL, kind), themes, weights);
        weights[0] = 0;
        var codes = new ArrayList<Integer>(Assessment.MAX_REASONS);
        while (codes.size() < Assessment.MAX_REASONS) {
            int heaviest = 0;
            for (int number = 1; number < MAX_THEME; number++) {
                if (weights[number] > weights[heaviest]) {
                    heaviest = number;
                }
            }
            if (heaviest == 0) {
                break;
            }
            codes.add(heaviest * Head.values().length + kind.number());
            weights[heaviest] = 0;
        }
        return codes;
    }
}
