package hearth.bench.network;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Runs the network several times and prints a table: SimulateNetwork FOLDER EPOCHS RUNS SEED. */
public final class SimulateNetwork {
    private static final int HONEST_UNTIL = 8;

    private SimulateNetwork() {}

    /** The bench's entry point. */
    public static void main(String[] args) throws Exception {
        var folder = Path.of(args[0]);
        int epochs = Integer.parseInt(args[1]);
        int runs = Integer.parseInt(args[2]);
        long seed = Long.parseLong(args[3]);
        var results = new ArrayList<SimulationResult>();
        for (int run = 0; run < runs; run++) {
            var records = Files.createDirectory(folder.resolve("run" + run));
            results.add(new NetworkSimulation(records, epochs, HONEST_UNTIL, seed + run).run());
            System.err.printf(Locale.ROOT, "run %d of %d done%n", run + 1, runs);
        }
        System.out.printf(
                Locale.ROOT,
                "%d runs of %d epochs, seeds %d to %d, strategies followed from epoch %d on%n",
                runs,
                epochs,
                seed,
                seed + runs - 1,
                HONEST_UNTIL + 1);
        System.out.println(
                "strategy                        net r a ticket  nodes  wrong  found  slashed"
                        + "  epochs until found, mean / most");
        for (var strategy : Strategy.values()) {
            System.out.println(row(strategy, results));
        }
        System.out.printf(
                Locale.ROOT,
                "the ring's lies: %d; computed again by the gatekeeper: %.2f %% of the units%n",
                results.stream().mapToInt(SimulationResult::lies).sum(),
                results.stream().mapToDouble(SimulationResult::computedAgain).average().orElse(0)
                        * 100);
    }

    private static String row(Strategy strategy, List<SimulationResult> results) {
        var nodes = results.stream().flatMap(one -> one.of(strategy).stream()).toList();
        long[] late =
                nodes.stream()
                        .filter(node -> node.caught != SimulatedNode.NEVER)
                        .mapToLong(node -> node.caught - node.firstWrong)
                        .toArray();
        return String.format(
                Locale.ROOT,
                "%-31s %14.2f %6d %6d %6d %8d  %s",
                strategy.words,
                results.stream().mapToDouble(one -> one.net(strategy)).average().orElseThrow(),
                nodes.size(),
                nodes.stream().filter(node -> node.firstWrong != SimulatedNode.NEVER).count(),
                late.length,
                nodes.stream().filter(SimulatedNode::stakeLost).count(),
                late.length == 0
                        ? "never found"
                        : String.format(
                                Locale.ROOT,
                                "%.1f / %d",
                                Arrays.stream(late).average().orElseThrow(),
                                Arrays.stream(late).max().orElseThrow()));
    }
}
