package hearth.workers.risk.pipeline;

import hearth.workers.risk.extract.RpcFailedException;

import org.jspecify.annotations.Nullable;

/** Where contracts come from. For one thread. */
interface Extractor {
    /** The next ones, or null when there is nothing at present. */
    @Nullable Extracted next() throws RpcFailedException, InterruptedException;

    /** Whether there will never be more. */
    boolean ended();

    /** How it reads, in a few words. */
    String detail();
}
