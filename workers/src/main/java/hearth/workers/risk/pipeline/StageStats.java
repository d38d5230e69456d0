package hearth.workers.risk.pipeline;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * What a stage does at present.
 *
 * @param ratePerSecond contracts, mean of the last 5 s
 * @param done contracts since the start
 * @param queue contracts that wait before this stage
 * @param queueLimit at most; 0 when the stage has no queue
 * @param waiting share of the last 5 s that it waited for room in the next stage's queue, 0 to 1
 * @param microsPerContract time spent on a contract, waiting not included
 * @param lastErrorAt null when there was no error
 * @param detail how it works at present, in a few words
 */
public record StageStats(
        String name,
        double ratePerSecond,
        long done,
        long queue,
        long queueLimit,
        double waiting,
        double microsPerContract,
        long errors,
        String lastError,
        @Nullable Instant lastErrorAt,
        String detail) {}
