package hearth.workers.risk.pipeline;

import hearth.workers.risk.extract.Endpoint;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How a contract-risk worker is set up.
 *
 * @param startBlock where to begin on a chain never read before; negative for its head
 * @param poll how often to look for new blocks where no subscription tells of them
 * @param inferThreads at least one
 */
public record RiskConfig(
        Endpoint endpoint, long startBlock, Path graph, Duration poll, int inferThreads) {
    public RiskConfig {
        if (inferThreads < 1 || inferThreads > 256) {
            throw new IllegalArgumentException("infer threads: " + inferThreads);
        }
    }
}
