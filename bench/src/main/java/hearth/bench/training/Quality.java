package hearth.bench.training;

import hearth.workers.risk.model.Head;

import java.util.Locale;
import java.util.Map;

/** Area under the curve of each head, three ways, as lines of a table. */
final class Quality {
    private final TrainingSet set;

    Quality(TrainingSet set) {
        this.set = set;
    }

    String table(Map<Head, long[]> scores) {
        var text = new StringBuilder();
        text.append("| score against benign | positives | all rows | without background | ");
        text.append("solc 0.4.7-0.5.8 only |\n|---|---|---|---|---|\n");
        for (var head : Head.values()) {
            row(text, head.key() + " score", CrossValidation.of(scores, head), head);
        }
        long[] overall = CrossValidation.of(scores, Head.OVERALL);
        for (var head : Head.values()) {
            if (head != Head.OVERALL) {
                row(text, "overall score, " + head.key() + " rows", overall, head);
            }
        }
        return text.toString();
    }

    private void row(StringBuilder text, String name, long[] scores, Head head) {
        int positives = 0;
        for (int i = 0; i < set.size(); i++) {
            positives += set.positive(head, i) ? 1 : 0;
        }
        double all = Ranking.auc(scores, i -> set.positive(head, i), set::benign);
        double known =
                Ranking.auc(
                        scores,
                        i -> set.positive(head, i),
                        i ->
                                set.benign(i)
                                        && !set.rows.get(i).kind.equals(LabelledCode.BACKGROUND));
        double era =
                Ranking.auc(
                        scores,
                        i -> set.positive(head, i) && mainEra(i),
                        i -> set.benign(i) && mainEra(i));
        text.append(
                String.format(
                        Locale.ROOT,
                        "| %s | %d | %.4f | %.4f | %.4f |%n",
                        name,
                        positives,
                        all,
                        known,
                        era));
    }

    private boolean mainEra(int row) {
        return set.rows.get(row).era.equals(LabelledCode.MAIN_ERA);
    }
}
