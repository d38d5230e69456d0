package hearth.bench.training;

import hearth.workers.risk.model.Head;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Area under the curve of each head, three ways, mean of several foldings, as lines of a table. */
final class Quality {
    private final TrainingSet set;

    Quality(TrainingSet set) {
        this.set = set;
    }

    /** A table of means; each map holds the out-of-fold sums of one folding. */
    String table(List<Map<Head, long[]>> foldings) {
        var text = new StringBuilder();
        text.append("| score against benign | positives | all rows | without background | ");
        text.append("solc 0.4.7-0.5.8 only |\n|---|---|---|---|---|\n");
        for (var head : Head.values()) {
            row(text, head.key() + " score", foldings, head, head);
        }
        for (var head : Head.values()) {
            if (head != Head.OVERALL) {
                row(text, "overall score, " + head.key() + " rows", foldings, Head.OVERALL, head);
            }
        }
        return text.toString();
    }

    private void row(
            StringBuilder text,
            String name,
            List<Map<Head, long[]>> foldings,
            Head scored,
            Head sought) {
        int positives = 0;
        for (int i = 0; i < set.size(); i++) {
            positives += set.positive(sought, i) ? 1 : 0;
        }
        double all = 0;
        double known = 0;
        double era = 0;
        for (var folding : foldings) {
            long[] scores = CrossValidation.of(folding, scored);
            all += Ranking.auc(scores, i -> set.positive(sought, i), set::benign);
            known += Ranking.auc(scores, i -> set.positive(sought, i), this::knownBenign);
            era +=
                    Ranking.auc(
                            scores,
                            i -> set.positive(sought, i) && mainEra(i),
                            i -> set.benign(i) && mainEra(i));
        }
        int count = foldings.size();
        text.append(
                String.format(
                        Locale.ROOT,
                        "| %s | %d | %.4f | %.4f | %.4f |%n",
                        name,
                        positives,
                        all / count,
                        known / count,
                        era / count));
    }

    private boolean knownBenign(int row) {
        return set.benign(row) && !set.rows.get(row).kind.equals(LabelledCode.BACKGROUND);
    }

    private boolean mainEra(int row) {
        return set.rows.get(row).era.equals(LabelledCode.MAIN_ERA);
    }
}
