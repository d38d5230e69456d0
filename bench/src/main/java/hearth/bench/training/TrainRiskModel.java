package hearth.bench.training;

import hearth.workers.risk.model.Calibration;
import hearth.workers.risk.model.FeatureTables;
import hearth.workers.risk.model.Forest;
import hearth.workers.risk.model.Head;
import hearth.workers.risk.model.RiskModel;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Trains the contract-risk model: {@code TrainRiskModel LABELLED UNLABELLED OUTPUT_FOLDER}. Prints
 * the cross-validation to standard output; the same data give the same bytes.
 */
public final class TrainRiskModel {
    private static final String VERSION = "contract-risk 4";
    private static final int SELECTORS = 300;
    private static final int WORDS = 128;

    /** Foldings on which no recipe was chosen; the first one's sums calibrate. */
    private static final long[] FOLD_SEEDS = {101, 102, 103};

    /** Share of benign rows that may be findings. */
    private static final double FALSE_ALARMS = 0.01;

    /** Share of malicious rows that may count as nothing. */
    private static final double MISSED = 0.1;

    private final PrintStream out;
    private final TrainingSet set;
    private final Map<Head, Recipe> recipes = recipes();

    private TrainRiskModel(PrintStream out, TrainingSet set) {
        this.out = out;
        this.set = set;
    }

    static Map<Head, Recipe> recipes() {
        var recipes = new EnumMap<Head, Recipe>(Head.class);
        recipes.put(Head.OVERALL, new Recipe(120, 2, 6, 0.1, 0.4, 0.7, 3, 1, true));
        recipes.put(Head.PONZI, new Recipe(120, 1, 4, 0.1, 0.25, 0.7, 1, 1, true));
        recipes.put(Head.HONEYPOT, new Recipe(120, 1, 4, 0.1, 0.25, 0.7, 1, 1, true));
        recipes.put(Head.RUGPULL, new Recipe(120, 2, 6, 0.1, 0.4, 0.7, 2, 1, false));
        return recipes;
    }

    /** Runs the training; needs about a gigabyte of memory. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 3) {
            throw new IllegalArgumentException("usage: LABELLED UNLABELLED OUTPUT_FOLDER");
        }
        var rows = LabelledCode.read(Path.of(arguments[0]));
        var set = new TrainingSet(rows, tables(rows, Path.of(arguments[1])));
        new TrainRiskModel(System.out, set).run(Path.of(arguments[2]));
    }

    private static FeatureTables tables(List<LabelledCode> rows, Path unlabelled)
            throws IOException {
        var constants = new FrequentConstants();
        rows.forEach(row -> constants.add(row.code));
        for (var row : LabelledCode.read(unlabelled)) {
            constants.add(row.code);
        }
        return constants.tables(SELECTORS, WORDS);
    }

    private void run(Path folder) throws IOException {
        var foldings = new ArrayList<Map<Head, long[]>>();
        for (long seed : FOLD_SEEDS) {
            foldings.add(new CrossValidation(set).scores(recipes, seed));
        }
        out.println(new Quality(set).table(foldings));
        var scores = foldings.getFirst();
        var calibrations = new EnumMap<Head, Calibration>(Head.class);
        for (var head : Head.values()) {
            var calibration =
                    Platt.fit(
                            CrossValidation.of(scores, head),
                            i -> set.positive(head, i),
                            set::benign,
                            FALSE_ALARMS,
                            MISSED);
            calibrations.put(head, calibration);
            out.println("| " + head.key() + " | " + calibration + " |");
        }
        var forests = new EnumMap<Head, Forest>(Head.class);
        recipes.forEach((head, recipe) -> forests.put(head, forest(head, recipe)));
        write(new RiskModel(VERSION, set.tables, forests, calibrations), folder);
    }

    private Forest forest(Head head, Recipe recipe) {
        int[] used = IntStream.range(0, set.size()).filter(i -> set.usedBy(head, i)).toArray();
        var binned = new BinnedFeatures(set.features, used, set.allowed(recipe));
        return new Booster(binned, set.positives(head), set.weights, recipe, head.number() + 1)
                .train(used);
    }

    private void write(RiskModel model, Path folder) throws IOException {
        Files.createDirectories(folder);
        byte[] file = model.toBytes();
        String digest = HexFormat.of().formatHex(model.digest());
        Files.write(folder.resolve("contract-risk.model"), file);
        Files.writeString(
                folder.resolve("contract-risk.model.sha256"),
                digest + "\n",
                StandardCharsets.US_ASCII);
        out.println(file.length + " bytes, SHA-256 " + digest);
    }
}
