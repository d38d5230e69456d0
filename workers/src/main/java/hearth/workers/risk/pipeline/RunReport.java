package hearth.workers.risk.pipeline;

import java.util.Map;
import java.util.OptionalLong;

/**
 * What a run of the three stages came to.
 *
 * @param contracts that went through all stages
 * @param codes of these, different and new to the graph
 * @param seconds from the first byte read to the last transaction written
 * @param contractsPerSecond the one divided by the other: what counts
 * @param stages contracts per second of each stage's own work, waiting for the others left out:
 *     what it could do alone
 * @param cpuSeconds of this process, all threads
 * @param peakRssBytes the process's largest resident memory; absent where the system does not tell
 * @param inputEnded whether the input ended before the time did
 */
public record RunReport(
        long contracts,
        long codes,
        double seconds,
        double contractsPerSecond,
        Map<String, Double> stages,
        double cpuSeconds,
        OptionalLong peakRssBytes,
        boolean inputEnded) {}
