package hearth.workers.risk.extract;

import hearth.kernel.Hash32;

import java.time.Instant;

/** What identifies a block and its place in its chain. */
public record BlockHeader(long number, Hash32 hash, Hash32 parent, Instant time) {}
